package io.lastwords.benchmarks.collector;

/**
 * One reader's way through the log.
 *
 * @param seconds from the start of its process to its last line
 * @param processorSeconds its own
 * @param engineSeconds the engine's processor time meanwhile; 0 where the engine is on another machine
 * @param peakMegabytes its resident memory at most
 */
record Reading(double seconds, double processorSeconds, double engineSeconds, double peakMegabytes) {}
