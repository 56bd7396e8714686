/* translate-page.h — type a sentence, watch the attention
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/window/document/document.h"

G_BEGIN_DECLS

/* A sentence longer than this is cut, with a message. */
#define HEED_TRANSLATE_PAGE_MAX_CHARS 2000

#define HEED_TYPE_TRANSLATE_PAGE (heed_translate_page_get_type ())
G_DECLARE_FINAL_TYPE (HeedTranslatePage, heed_translate_page, HEED, TRANSLATE_PAGE, GtkWidget)

GtkWidget *heed_translate_page_new          (void);

void       heed_translate_page_set_document (HeedTranslatePage *self,
                                             HeedDocument      *document);
void       heed_translate_page_focus_entry  (HeedTranslatePage *self,
                                             gboolean           select_all);

G_END_DECLS
