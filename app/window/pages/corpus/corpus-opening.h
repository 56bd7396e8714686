/* corpus-opening.h — the file chooser for the files of a corpus
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* paths is NULL-terminated. */
typedef void (*HeedCorpusChosenFunc) (GtkWidget          *widget,
                                      const char *const  *paths);

/* Calls chosen if files were chosen and widget still exists. */
void     heed_corpus_opening_ask     (GtkWidget            *widget,
                                      HeedCorpusChosenFunc  chosen);

/* Returns whether a file may contain lines of text, unlike models and pictures. */
gboolean heed_corpus_opening_is_text (const char           *path);

/* Returns whether a file contains attention that another program wrote. */
gboolean heed_corpus_opening_is_dump (const char           *path);

G_END_DECLS
