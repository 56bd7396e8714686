/* loop-clock.h — how long each turn of the main loop keeps the main thread
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* More is felt, ms of processor time. */
#define LOOP_CLOCK_LONG_MS 8.0

/* Before the loop runs; nothing counts until start(). */
void   loop_clock_install   (void);

/* So that a turn knows what it does: sizes, contents, drawing. Call it once the window
 * is realized. */
void   loop_clock_watch     (GtkWidget   *window);

/* What happens from now on counts, and belongs to that; NULL: nothing counts. */
void   loop_clock_start     (const char  *act);

/* Processor time of the turn that is on, so far, ms. */
double loop_clock_get_turn  (void);

void   loop_clock_report    (void);

/* Sorts the times and says how they lie. */
void   loop_clock_report_times (const char *name,
                                double     *times_ms,
                                guint       n_times);

G_END_DECLS
