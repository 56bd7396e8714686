/* source-word-popover.h — a popover that replaces or hides a source word
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/core/words/word-map.h"
#include "app/window/document/document.h"

G_BEGIN_DECLS

#define HEED_TYPE_SOURCE_WORD_POPOVER (heed_source_word_popover_get_type ())
G_DECLARE_FINAL_TYPE (HeedSourceWordPopover, heed_source_word_popover,
                      HEED, SOURCE_WORD_POPOVER, GtkPopover)

GtkWidget *heed_source_word_popover_new          (void);
void       heed_source_word_popover_set_document (HeedSourceWordPopover *self,
                                                  HeedDocument          *document);

/* Opens for a word of the source; FALSE if it cannot be replaced. */
gboolean   heed_source_word_popover_open         (HeedSourceWordPopover *self,
                                                  const HeedWordMap     *source,
                                                  guint                  word);

G_END_DECLS
