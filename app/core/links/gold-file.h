/* gold-file.h — a file of gold links, which is saved in the format it was read in
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     file = heed_gold_file_read (path, HEED_GOLD_FIRST_GUESSED, &error)
 *     heed_gold_file_get (file, i)              the links of sentence i, from 0
 *     heed_gold_file_set (file, i, links)       in memory; emits "sentence-changed"
 *     heed_gold_file_save (file, &error)        rewrites only the lines of changed sentences
 *
 * Formats are Pharaoh ("0-0 1-2"), with possible links ("1p2", "1?2"), TALP ("1s1 2p2", from 1),
 * Pharaoh with weights ("0-0:0.93"), and NAACL ("17 1 2 S": sentence, source, target, from 1, one
 * link a line). The first line that is not empty determines the format.
 */

#pragma once

#include <glib-object.h>

#include "engine/heed.h"

G_BEGIN_DECLS

typedef enum {
  HEED_GOLD_AS_LINES,  /* one sentence per line */
  HEED_GOLD_AS_ROWS    /* one link per line; rows of a sentence need not be adjacent */
} HeedGoldForm;

/* Positions are taken to start at 1 if the file has several links and none has position 0. */
#define HEED_GOLD_FIRST_GUESSED -1

#define HEED_TYPE_GOLD_FILE (heed_gold_file_get_type ())
G_DECLARE_FINAL_TYPE (HeedGoldFile, heed_gold_file, HEED, GOLD_FILE, GObject)

/* first: the position of the first word, 0 or 1, or HEED_GOLD_FIRST_GUESSED; it is ignored for
 * HEED_GOLD_AS_ROWS, which always starts at 1. */
HeedGoldFile  *heed_gold_file_read        (const char     *path,
                                           int             first,
                                           GError        **error);

/* The same, with the probabilities of the links in another file, line by line: links below
 * HEED_SURE_FROM are possible. NULL: there is no such file. If the links were changed, saving
 * writes every line as it is shown, so that the file says the same without the other. */
HeedGoldFile  *heed_gold_file_read_with   (const char     *path,
                                           const char     *probabilities,
                                           int             first,
                                           GError        **error);

/* The format in which it was read. */
const char    *heed_gold_file_get_path    (HeedGoldFile   *self);
HeedGoldForm   heed_gold_file_get_form    (HeedGoldFile   *self);
guint          heed_gold_file_get_first   (HeedGoldFile   *self);
gboolean       heed_gold_file_has_weights (HeedGoldFile   *self);

/* The sentences, numbered from 0; in HEED_GOLD_AS_ROWS their count is the greatest sentence number
 * in the file. Positions in links start at 0. */
guint          heed_gold_file_get_n       (HeedGoldFile   *self);
HeedAlignment *heed_gold_file_get         (HeedGoldFile   *self,
                                           guint           sentence);
void           heed_gold_file_set         (HeedGoldFile   *self,
                                           guint           sentence,
                                           HeedAlignment  *links);

/* Whether all links of a sentence lie within n_source and n_target words; the error names the
 * line. */
gboolean       heed_gold_file_check       (HeedGoldFile   *self,
                                           guint           sentence,
                                           guint           n_source,
                                           guint           n_target,
                                           GError        **error);

/* Whether and how many sentences differ from the file on disk. */
gboolean       heed_gold_file_is_changed  (HeedGoldFile   *self,
                                           guint           sentence);
guint          heed_gold_file_get_n_changed (HeedGoldFile *self);
gboolean       heed_gold_file_save        (HeedGoldFile   *self,
                                           GError        **error);

/* Writes all sentences to another file, overwriting it, which this is from then on. */
gboolean       heed_gold_file_save_as     (HeedGoldFile   *self,
                                           const char     *path,
                                           GError        **error);

G_END_DECLS
