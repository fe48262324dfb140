package io.lastwords.cli.recording;

import java.util.Locale;
import java.util.Set;

/** Words that tell nothing of whose they are: what everybody runs and calls things, and what causes look for. */
final class Words {
    private static final int SHORT = 3;

    private static final Set<String> COMMON =
            Set.of(("localhost localhost.localdomain docker.io registry-1.docker.io example.com example.org example.net"
                            + " bridge host none default container image volume bind tmpfs file directory unknown other"
                            + " stdout stderr running exited created restarting paused dead healthy unhealthy starting"
                            + " always unless-stopped on-failure no true false library root nobody"
                            + " app api web www server service backend frontend worker client proxy gateway main test"
                            + " cache queue cron job jobs migrate migration scheduler mail auth admin"
                            + " bash dash ash zsh sh busybox debian ubuntu alpine fedora centos distroless scratch"
                            + " python python3 node nodejs npm yarn java openjdk temurin eclipse-temurin maven gradle"
                            + " ruby perl php php-fpm go golang rust cargo gunicorn uvicorn celery django flask"
                            + " nginx httpd apache apache2 caddy traefik haproxy envoy postgres postgresql mysql mariadb"
                            + " mongo mongodb redis valkey memcached rabbitmq kafka zookeeper elasticsearch opensearch"
                            + " grafana prometheus alertmanager minio vault consul etcd sshd supervisord systemd"
                            + " tini dumb-init gosu su-exec entrypoint entrypoint.sh docker-entrypoint.sh x86_64 aarch64"
                            + " amd64 arm64 linux docker compose swarm json-file syslog journald local lastwords")
                    .split(" "));

    private Words() {}

    /** Whether a name is one of these, or too short to be anybody's. */
    static boolean common(String word) {
        return word.length() < SHORT
                || word.chars().allMatch(Character::isDigit)
                || COMMON.contains(word.toLowerCase(Locale.ROOT));
    }
}
