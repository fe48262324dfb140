package io.lastwords.collector.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * A folder of certificates as the docker command has it: {@code ca.pem} says whom to trust (without it, whom Java
 * trusts), {@code cert.pem} and {@code key.pem} are what an engine with {@code --tlsverify} wants to see.
 */
final class Certificates {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN ([A-Z ]*)PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END \\1PRIVATE KEY-----");
    private static final char[] NO_PASSWORD = new char[0];

    private Certificates() {}

    /** A context for connections to engines. */
    static SSLContext in(Path folder) throws IOException, GeneralSecurityException {
        if (!Files.isDirectory(folder)) {
            throw new NoSuchFileException(folder + " is no folder");
        }
        var context = SSLContext.getInstance("TLS");
        context.init(
                shown(folder.resolve("cert.pem"), folder.resolve("key.pem")), trusted(folder.resolve("ca.pem")), null);
        return context;
    }

    private static TrustManager @Nullable [] trusted(Path file) throws IOException, GeneralSecurityException {
        if (!Files.exists(file)) {
            return null;
        }
        var store = empty();
        var certificates = certificates(file);
        for (int i = 0; i < certificates.size(); i++) {
            store.setCertificateEntry("ca" + i, certificates.get(i));
        }
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static KeyManager @Nullable [] shown(Path certificate, Path key)
            throws IOException, GeneralSecurityException {
        if (!Files.exists(certificate) && !Files.exists(key)) {
            return null;
        }
        var store = empty();
        store.setKeyEntry(
                "client", key(key), NO_PASSWORD, certificates(certificate).toArray(Certificate[]::new));
        var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory.getKeyManagers();
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        return store;
    }

    private static List<? extends Certificate> certificates(Path file) throws IOException, GeneralSecurityException {
        try (var in = Files.newInputStream(file)) {
            var all = List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(in));
            if (all.isEmpty()) {
                throw new IOException(file + " holds no certificate");
            }
            return all;
        } catch (NoSuchFileException e) {
            throw new IOException(file + " is not there", e);
        }
    }

    private static PrivateKey key(Path file) throws IOException, GeneralSecurityException {
        if (!Files.exists(file)) {
            throw new IOException(file + " is not there");
        }
        var pem = KEY.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
        if (!pem.find()) {
            throw new IOException(file + " holds no private key without a password");
        }
        var bytes = Base64.getMimeDecoder().decode(pem.group(2));
        return switch (pem.group(1)) {
            case "" -> pkcs8(bytes, file);
            case "RSA " -> pkcs8(PrivateKeyInfo.ofRsa(bytes), file);
            default ->
                throw new IOException(file + " is a key of an older form: openssl pkcs8 -topk8 -nocrypt converts it");
        };
    }

    private static PrivateKey pkcs8(byte[] bytes, Path file) throws IOException, GeneralSecurityException {
        var none = new IOException(file + " is no RSA, EC or EdDSA key");
        for (var algorithm : List.of("RSA", "EC", "EdDSA")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(bytes));
            } catch (InvalidKeySpecException e) {
                none.addSuppressed(e);
            }
        }
        throw none;
    }
}
