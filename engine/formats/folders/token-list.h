/* token-list.h — reading vocabulary files of other programs
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/folder.h"
#include "engine/text/tokenizer.h"

G_BEGIN_DECLS

/* One text per id, owned by the list. An id that is missing in the file is named after the id,
 * as in "#12". */
typedef struct _HeedTokenList HeedTokenList;

/* The ids that are missing in a file; first is the lowest of them. */
typedef struct {
  guint first;
  guint n_missing;
  guint n_rows;
} HeedGap;

HeedTokenList *heed_token_list_new            (void);

/* Reads {"</s>": 0, "▁the": 4}, as in a vocab.json of Hugging Face. */
HeedTokenList *heed_token_list_load_numbered  (HeedFolder               *folder,
                                               const char               *file,
                                               guint                     most,
                                               GError                  **error);

/* Read ["<s>", "▁the"], and one word per line. */
HeedTokenList *heed_token_list_load_list      (HeedFolder               *folder,
                                               const char               *file,
                                               guint                     most,
                                               GError                  **error);
HeedTokenList *heed_token_list_load_lines     (HeedFolder               *folder,
                                               const char               *file,
                                               guint                     most,
                                               GError                  **error);
void           heed_token_list_free           (HeedTokenList            *list);

guint          heed_token_list_get_n          (HeedTokenList            *list);

/* Returns the lowest id with that text; HEED_NO_TOKEN if there is none. */
guint32        heed_token_list_find           (HeedTokenList            *list,
                                               const char               *text);
void           heed_token_list_add            (HeedTokenList            *list,
                                               const char               *text);

/* Returns NULL if the file has no text for the id, or if there is no such id. _get_all may be
 * called only after _fill. */
const char    *heed_token_list_get            (HeedTokenList            *list,
                                               guint32                   id);
const char *const *heed_token_list_get_all    (HeedTokenList            *list);

/* Replaces the text of an id. */
void           heed_token_list_set            (HeedTokenList            *list,
                                               guint32                   id,
                                               const char               *text);

/* Extends the list to n tokens; fails if it has more. file is for the error message. */
gboolean       heed_token_list_fill           (HeedTokenList            *list,
                                               guint                     n,
                                               const char               *file,
                                               HeedGap                  *gap,
                                               GError                  **error);

/* Returns whether every token is a single character, except special ones such as <s> and </s>. */
gboolean       heed_token_list_has_characters (HeedTokenList            *list);

/* If pieces is NULL, text is split at spaces or into characters. */
HeedTokenizer *heed_token_list_dup_tokenizer  (HeedTokenList            *list,
                                               GBytes                   *pieces,
                                               HeedTextRules             rules,
                                               const HeedSpecialTokens  *special,
                                               GError                  **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedTokenList, heed_token_list_free)

G_END_DECLS
