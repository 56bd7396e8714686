/* lesson-layout.h — how much of the window a lesson has, and how much its page
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A layout for a widget with two children: a lesson, and the page below it. The lesson gets its
 * natural height as far as the minimum height of the page permits; the page gets the rest. */
GtkLayoutManager *heed_lesson_layout_new (void);

G_END_DECLS
