/* token-list.h — vocabularies as other programs keep them in files
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/folder.h"
#include "engine/text/tokenizer.h"

G_BEGIN_DECLS

/* One text an id, owned. What the file leaves out is called "#12" after its id. */
typedef struct _HeedTokenList HeedTokenList;

/* Ids that a file left out; first is the lowest of them. */
typedef struct {
  guint first;
  guint n_missing;
  guint n_rows;
} HeedGap;

HeedTokenList *heed_token_list_new            (void);

/* {"</s>": 0, "▁the": 4}: a vocab.json of Hugging Face. */
HeedTokenList *heed_token_list_load_numbered  (HeedFolder               *folder,
                                               const char               *file,
                                               guint                     most,
                                               GError                  **error);

/* ["<s>", "▁the"], or one on each line. */
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

/* HEED_NO_TOKEN if there is none; the lowest id, if several. */
guint32        heed_token_list_find           (HeedTokenList            *list,
                                               const char               *text);
void           heed_token_list_add            (HeedTokenList            *list,
                                               const char               *text);

/* NULL: the file has none, or there is no such id. _get_all: once it is filled. */
const char    *heed_token_list_get            (HeedTokenList            *list,
                                               guint32                   id);
const char *const *heed_token_list_get_all    (HeedTokenList            *list);

/* In place of what it was called. */
void           heed_token_list_set            (HeedTokenList            *list,
                                               guint32                   id,
                                               const char               *text);

/* Makes it n tokens, or says whose vocabulary has more. */
gboolean       heed_token_list_fill           (HeedTokenList            *list,
                                               guint                     n,
                                               const char               *file,
                                               HeedGap                  *gap,
                                               GError                  **error);

/* Whether every token, special ones (<s>, </s>) aside, is one character. */
gboolean       heed_token_list_has_characters (HeedTokenList            *list);

/* pieces NULL: text is split at spaces, or into characters. */
HeedTokenizer *heed_token_list_dup_tokenizer  (HeedTokenList            *list,
                                               GBytes                   *pieces,
                                               HeedTextRules             rules,
                                               const HeedSpecialTokens  *special,
                                               GError                  **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedTokenList, heed_token_list_free)

G_END_DECLS
