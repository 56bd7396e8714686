/* loop-clock.h — measures how long each iteration of the main loop blocks the main thread
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Longer iterations are noticeable; ms of processor time. */
#define LOOP_CLOCK_LONG_MS 8.0

/* Call this before the loop runs; nothing is measured until loop_clock_start(). */
void   loop_clock_install   (void);

/* Attributes the time of each iteration to layout, updates and
 * drawing. Call it once the window is realized. */
void   loop_clock_watch     (GtkWidget   *window);

/* Attributes everything from now on to @act; NULL: stops measuring. */
void   loop_clock_start     (const char  *act);

/* Returns the processor time of the current iteration so far, ms. */
double loop_clock_get_turn  (void);

void   loop_clock_report    (void);

/* Sorts the times and prints their distribution. */
void   loop_clock_report_times (const char *name,
                                double     *times_ms,
                                guint       n_times);

G_END_DECLS
