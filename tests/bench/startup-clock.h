/* startup-clock.h — when a program began, and when its first frame was drawn
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Both programs are drawn by the same renderer. @began is the argument that
 * bench-startup gave: when it called exec, µs. */
void startup_clock_begin            (const char *began);

/* Each counts only the first time. */
void startup_clock_note_first_frame (void);
void startup_clock_note_model       (void);

/* Says what was measured, and ends the program. */
void startup_clock_finish           (void) G_GNUC_NORETURN;

/* Calls @painted with the window after each of its frames. */
void startup_clock_watch            (GtkWidget  *window,
                                     GCallback   painted);

G_END_DECLS
