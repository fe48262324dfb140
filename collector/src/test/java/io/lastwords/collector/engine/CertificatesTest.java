package io.lastwords.collector.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificatesTest {
    /** Of PKCS #8 around an RSA key of so many bits. */
    private static final int HEADER = 26;

    @TempDir
    Path folder;

    @Test
    void putsAnOlderRsaKeyIntoTheFormThatJavaReads() throws Exception {
        for (int bits : new int[] {2048, 3072, 4096}) {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            byte[] newer = generator.generateKeyPair().getPrivate().getEncoded();

            byte[] older = Arrays.copyOfRange(newer, HEADER, newer.length);

            assertThat(PrivateKeyInfo.ofRsa(older)).isEqualTo(newer);
        }
    }

    @Test
    void saysWhichFileIsMissingOrOfNoUse() throws Exception {
        refused("is no folder", folder.resolve("nowhere"));

        Files.writeString(folder.resolve("key.pem"), "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END");
        refused("key.pem holds no private key without a password", folder);

        TlsFront.pem(folder.resolve("key.pem"), "EC PRIVATE KEY", new byte[] {1, 2, 3});
        refused("openssl pkcs8 -topk8 -nocrypt converts it", folder);

        TlsFront.pem(folder.resolve("key.pem"), "PRIVATE KEY", new byte[] {1, 2, 3});
        refused("key.pem is no RSA, EC or EdDSA key", folder);

        Files.writeString(folder.resolve("ca.pem"), "");
        Files.delete(folder.resolve("key.pem"));
        refused("ca.pem holds no certificate", folder);
    }

    @Test
    void takesAFolderWithACaAlone() throws Exception {
        assertThat(Certificates.in(folder)).isNotNull(); // whom Java trusts
    }

    private static void refused(String reason, Path folder) {
        assertThatThrownBy(() -> DockerHost.of("tcp://web-1", folder))
                .isInstanceOf(UnreachableEngineException.class)
                .hasMessageStartingWith("cannot reach the Docker engine at tcp://web-1: the certificates in " + folder)
                .hasMessageContaining(reason);
    }
}
