/* gold.h — the gold links of one sentence pair: edited, and compared with found links
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     gold = heed_gold_new (source, target, links)                    without a file, or
 *     gold = heed_gold_new_in_file (file, i, source, target, &error)  sentence i of one
 *     heed_gold_set_found_links (gold, found)                         to be compared, or NULL
 *     heed_gold_toggle (gold, s, t)                                   sure, possible, none
 *     heed_gold_get_outcome (gold, s, t), heed_gold_get_counts (gold, &counts)
 *
 * Words are separated by spaces in the texts (heed_words_count()). "changed" is emitted when a link
 * or what can be undone changes; "evaluated" when the found or the gold links change. Edits go into
 * the HeedGoldFile in memory at once; heed_gold_file_save() writes them to disk.
 */

#pragma once

#include "app/core/links/gold-file.h"
#include "ui/link-marks.h"

G_BEGIN_DECLS

#define HEED_TYPE_GOLD (heed_gold_get_type ())
G_DECLARE_FINAL_TYPE (HeedGold, heed_gold, HEED, GOLD, GObject)

/* links may be NULL for none. Links beyond the words of the texts are left out. */
HeedGold        *heed_gold_new          (const char           *source,
                                         const char           *target,
                                         HeedAlignment        *links);
HeedGold        *heed_gold_new_in_file  (HeedGoldFile         *file,
                                         guint                 sentence,
                                         const char           *source,
                                         const char           *target,
                                         GError              **error);

/* A text in a script without spaces uses the n_tokens tokens of a model as its words. If n_tokens
 * is 0, words are separated by spaces. */
typedef struct {
  const char *text;
  guint       n_tokens;
} HeedGoldSide;

HeedGold        *heed_gold_new_of_sides    (const HeedGoldSide   *source,
                                            const HeedGoldSide   *target);

/* Replaces its links by those of a sentence of a file, and edits that sentence from then on. */
gboolean         heed_gold_take_file       (HeedGold             *self,
                                            HeedGoldFile         *file,
                                            guint                 sentence,
                                            GError              **error);

/* The sentence pair of the links, and where they are stored. */
const char      *heed_gold_get_source      (HeedGold             *self);
const char      *heed_gold_get_target      (HeedGold             *self);
guint            heed_gold_get_n_source    (HeedGold             *self);
guint            heed_gold_get_n_target    (HeedGold             *self);
gboolean         heed_gold_has_source_tokens (HeedGold           *self);
gboolean         heed_gold_has_target_tokens (HeedGold           *self);
HeedGoldFile    *heed_gold_get_file        (HeedGold             *self);
guint            heed_gold_get_sentence    (HeedGold             *self);

/* The links and their changes; each change is one undo step. */
HeedAlignment   *heed_gold_get_links       (HeedGold             *self);
HeedGoldKind     heed_gold_get_kind        (HeedGold             *self,
                                            guint                 source,
                                            guint                 target);
void             heed_gold_set_kind        (HeedGold             *self,
                                            guint                 source,
                                            guint                 target,
                                            HeedGoldKind          kind);
HeedGoldKind     heed_gold_toggle          (HeedGold             *self,
                                            guint                 source,
                                            guint                 target);
gboolean         heed_gold_can_undo        (HeedGold             *self);
gboolean         heed_gold_can_redo        (HeedGold             *self);
void             heed_gold_undo            (HeedGold             *self);
void             heed_gold_redo            (HeedGold             *self);

/* Whether the links differ from the initial ones, or from the file as last saved; and whether any
 * of their file do. */
gboolean         heed_gold_is_changed      (HeedGold             *self);
gboolean         heed_gold_has_unsaved     (HeedGold             *self);

/* Saves the links and all others of their file in another one, overwriting it; without a file, as
 * one line. From then on they belong to that file. */
gboolean         heed_gold_save_as         (HeedGold             *self,
                                            const char           *path,
                                            GError              **error);

/* The found links, which are compared with the gold links. */
HeedAlignment   *heed_gold_get_found_links (HeedGold             *self);
void             heed_gold_set_found_links (HeedGold             *self,
                                            HeedAlignment        *found);
HeedLinkOutcome  heed_gold_get_outcome     (HeedGold             *self,
                                            guint                 source,
                                            guint                 target);
gboolean         heed_gold_get_counts      (HeedGold             *self,
                                            HeedAlignmentCounts  *counts);

G_END_DECLS
