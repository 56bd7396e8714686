/* lesson-text-layout.h — how high what a step of a lesson says wants to be
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A layout for a widget with one child, a scrolled window: its natural height is that of the
 * scrolled content at the allocated width. */
GtkLayoutManager *heed_lesson_text_layout_new (void);

G_END_DECLS
