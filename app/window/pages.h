/* pages.h — the list of the window's pages, in order
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * To add a page: a folder in app/window/pages with what implements HeedPage, one line
 * in pages.c, one in meson.build.
 */

#pragma once

#include "app/window/page.h"

G_BEGIN_DECLS

typedef struct {
  const char  *name;       /* for win.show-page: "translate" */
  const char  *title;      /* an untranslated msgid */
  GtkWidget *(*create) (void);
} HeedPageInfo;

/* Page 0 has the sentence entry. Returns NULL for an index past the last page. */
const HeedPageInfo *heed_pages_get (guint i);

G_END_DECLS
