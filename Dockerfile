# One image for all services: `lastwords collect`, `analyze`, `notify`, and every other command.
ARG JAVA=25
FROM maven:3-eclipse-temurin-${JAVA} AS build
WORKDIR /build
COPY . .
RUN mvn -B -ntp -Dmaven.test.skip -Dspotless.check.skip -pl cli -am package

FROM eclipse-temurin:${JAVA}-jre
RUN useradd --system --uid 10001 --user-group --home-dir /var/lib/lastwords --create-home lastwords
COPY --from=build /build/lastwords /opt/lastwords/
COPY --from=build /build/cli/target/lib /opt/lastwords/cli/target/lib
COPY --from=build /build/cli/target/*.jar /opt/lastwords/cli/target/
RUN ln -s /opt/lastwords/lastwords /usr/local/bin/lastwords
ENV LASTWORDS_DATA_DIR=/var/lib/lastwords
USER lastwords
VOLUME /var/lib/lastwords
ENTRYPOINT ["lastwords"]
CMD ["--help"]
