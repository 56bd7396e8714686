/* lesson-text-layout.h — how high what a step of a lesson says wants to be
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* For a widget with one child, a scrolled window: it wants to be as high as what it has
 * in it, at the width that it gets. */
GtkLayoutManager *heed_lesson_text_layout_new (void);

G_END_DECLS
