/** Prometheus' Alertmanager, for houses that have their silences, routes and pagers there. */
@NullMarked
package io.lastwords.notifier.alertmanager;

import org.jspecify.annotations.NullMarked;
