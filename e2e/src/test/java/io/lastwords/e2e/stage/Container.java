package io.lastwords.e2e.stage;

/**
 * A container of this run.
 *
 * @param name its unique name, which also ends its workload's ID
 * @param id its full ID
 */
public record Container(String name, String id) {}
