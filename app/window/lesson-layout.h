/* lesson-layout.h — how much of the window a lesson has, and how much its page
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* For a widget with two children: a lesson, and the page below it. The lesson is as high
 * as it wants to be while the page still has the least that it needs; the page has the
 * rest. */
GtkLayoutManager *heed_lesson_layout_new (void);

G_END_DECLS
