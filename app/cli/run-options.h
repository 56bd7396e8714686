/* run-options.h — the "run" of a training configuration: what train does around it
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heed.h"

G_BEGIN_DECLS

/* Which held-out score makes a model the best so far. */
typedef enum {
  HEED_SELECT_BLEU,
  HEED_SELECT_LOSS
} HeedSelect;

typedef struct {
  char              *output;            /* absolute, or NULL: to be given */
  guint              valid_every;       /* batches; 0: only after the last */
  guint patience; /* end after so many trials without a better one; 0: never */
  guint              checkpoint_every;  /* seconds; 0: only when interrupted */
  guint              n_translated;      /* held-out sentences that make the BLEU; 0: none */
  HeedSelect         select;
  HeedBleuTokenizer  bleu_tokenizer;
  gboolean           half;              /* the output has numbers of 16 bits */
  char              *card;              /* JSON object: what a person says of the model; or NULL */
} HeedRunOptions;

/* configuration is the whole text; relative paths are taken from base_folder. */
gboolean heed_run_options_parse (HeedRunOptions  *options,
                                 const char      *configuration,
                                 const char      *base_folder,
                                 GError         **error);
void     heed_run_options_clear (HeedRunOptions  *options);

/* The configuration without its run, which a resumed training may change. */
char    *heed_run_options_strip (const char      *configuration);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HeedRunOptions, heed_run_options_clear)

G_END_DECLS
