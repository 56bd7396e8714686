/* added-words.h — tokens that a folder of Hugging Face's has beside its vocabulary
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

/* From id to HeedAddedWord. */
GHashTable *heed_added_words_new  (void);

/* In place of the word that has this id already, if any has. */
void        heed_added_words_set  (GHashTable            *words,
                                   const HeedAddedToken  *token,
                                   const char            *text);

/* Those of added_tokens.json and of added_tokens_decoder in
 * tokenizer_config.json; perhaps none. */
GHashTable *heed_added_words_load (HeedFolder            *folder,
                                   guint                  n_ids,
                                   GError               **error);

/* Of HeedAddedToken. */
GArray     *heed_added_words_list (GHashTable           *words);

G_END_DECLS
