/* corpus-links.h — controls for the link settings of a corpus
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/window/corpus/corpus.h"

G_BEGIN_DECLS

#define HEED_TYPE_CORPUS_LINKS (heed_corpus_links_get_type ())
G_DECLARE_FINAL_TYPE (HeedCorpusLinks, heed_corpus_links, HEED, CORPUS_LINKS, GtkWidget)

GtkWidget        *heed_corpus_links_new          (void);

/* Borrowed, like the page's; NULL for none. */
void              heed_corpus_links_set_corpus (HeedCorpusLinks        *self,
                                                HeedCorpus             *corpus);

/* Shows the choices and the present one, without emitting signals. */
void              heed_corpus_links_show         (HeedCorpusLinks        *self,
                                                  HeedModel              *model,
                                                  const HeedLinkSettings *settings);

/* Returns the settings that the user chose; NULL before there is a model. */
HeedLinkSettings *heed_corpus_links_dup_settings (HeedCorpusLinks        *self);

/* Shows the costs of a change, as text. */
void              heed_corpus_links_set_message  (HeedCorpusLinks        *self,
                                                  const char             *message);

/* Appends a widget at the end. */
void              heed_corpus_links_append       (HeedCorpusLinks        *self,
                                                  GtkWidget              *widget);

G_END_DECLS
