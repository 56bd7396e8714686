/* added-words.h — tokens of a Hugging Face folder in addition to its vocabulary
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/folder.h"
#include "engine/text/tokenizer.h"

G_BEGIN_DECLS

typedef struct {
  HeedAddedToken  token;
  char           *text;
} HeedAddedWord;

/* Maps ids to HeedAddedWord. */
GHashTable *heed_added_words_new  (void);

/* Replaces the word with this id, if there is one. */
void        heed_added_words_set  (GHashTable            *words,
                                   const HeedAddedToken  *token,
                                   const char            *text);

/* Loads the tokens of added_tokens.json and of added_tokens_decoder in tokenizer_config.json;
 * the result may be empty. */
GHashTable *heed_added_words_load (HeedFolder            *folder,
                                   guint                  n_ids,
                                   GError               **error);

/* Returns an array of HeedAddedToken. */
GArray     *heed_added_words_list (GHashTable           *words);

G_END_DECLS
