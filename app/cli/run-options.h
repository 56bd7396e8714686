/* run-options.h — the "run" of a training configuration: the settings around the training
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heed.h"

G_BEGIN_DECLS

/* The held-out score by which the best model is selected. */
typedef enum {
  HEED_SELECT_BLEU,
  HEED_SELECT_LOSS
} HeedSelect;

typedef struct {
  char              *output;            /* absolute; NULL if it must be given on the command line */
  guint              valid_every;       /* in batches; 0: only after the last batch */
  guint patience; /* end after so many checks without improvement; 0: never */
  guint              checkpoint_every;  /* in seconds; 0: only when interrupted */
  guint              n_translated;      /* held-out sentences translated for BLEU; 0: none */
  HeedSelect         select;
  HeedBleuTokenizer  bleu_tokenizer;
  gboolean           half;              /* save 16-bit numbers */
  char              *card;              /* JSON object: the user's notes on the model; or NULL */
} HeedRunOptions;

/* configuration: the whole text; relative paths are relative to base_folder. */
gboolean heed_run_options_parse (HeedRunOptions  *options,
                                 const char      *configuration,
                                 const char      *base_folder,
                                 GError         **error);
void     heed_run_options_clear (HeedRunOptions  *options);

/* Returns the configuration without its "run", which may differ when a training is resumed. */
char    *heed_run_options_strip (const char      *configuration);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HeedRunOptions, heed_run_options_clear)

G_END_DECLS
