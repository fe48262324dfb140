#!/usr/bin/perl
use strict;
print STDERR "loading the price list\n";
my %prices = ();
die "the price list is empty" unless %prices;
