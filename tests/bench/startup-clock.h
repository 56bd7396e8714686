/* startup-clock.h — measures when a program began and when its first frame was drawn
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Makes both programs use the same renderer. @began is the argument that
 * bench-startup passed: the time at which it called exec, µs. */
void startup_clock_begin            (const char *began);

/* Only the first call of each has an effect. */
void startup_clock_note_first_frame (void);
void startup_clock_note_model       (void);

/* Prints the measurements and exits. */
void startup_clock_finish           (void) G_GNUC_NORETURN;

/* Connects @painted, which is called with the window after each of its frames. */
void startup_clock_watch            (GtkWidget  *window,
                                     GCallback   painted);

G_END_DECLS
