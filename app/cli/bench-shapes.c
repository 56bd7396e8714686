/* bench-shapes.c — the model shapes that heed-cli bench measures
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Speed does not depend on the values of the weights, so they are random; tests/bench has the same
 * models for PyTorch and ONNX Runtime.
 */

#include "app/cli/bench-shapes.h"

#include "app/cli/options.h"

#define TOKENS "\"tokens\": {\"begin\": 1, \"end\": 2, \"padding\": 0, \"unknown\": 3}, "

/* A bidirectional encoder and a decoder of width n with additive attention, and an output layer
 * that reads a combination of state, context and embedding, as in RNNsearch. */
#define GRU(n) \
  "{\"family\": \"recurrent\", " TOKENS \
  "\"source_vocabulary\": 10000, \"target_vocabulary\": 10000, " \
  "\"cell\": \"gru\", \"source_embedding\": " n ", \"target_embedding\": " n ", " \
  "\"encoder_layers\": 1, \"encoder_directions\": 2, \"encoder_width\": " n ", " \
  "\"decoder_layers\": 1, \"decoder_width\": " n ", \"initial_state\": \"bridge\", " \
  "\"score\": \"additive\", \"attention_width\": " n ", \"query\": \"previous\", " \
  "\"cell_input\": [\"context\", \"embedding\"], " \
  "\"combine\": [\"state\", \"context\", \"embedding\"], \"combine_width\": " n ", " \
  "\"output\": [\"attentional\"]}"

static const char *const names[] = { "d2l", "gru-512", "gru-1024", "marian-base", NULL };

static const char *const descriptions[] = {
  "{\"family\": \"recurrent\", " TOKENS "\"source_vocabulary\": 200, \"target_vocabulary\": 200, "
  "\"cell\": \"gru\", \"source_embedding\": 32, \"target_embedding\": 32, \"encoder_directions\": "
  "1, "
  "\"encoder_layers\": 2, \"encoder_width\": 32, \"decoder_layers\": 2, \"decoder_width\": 32, "
  "\"initial_state\": \"copy\", \"score\": \"additive\", \"attention_width\": 32, \"query\": "
  "\"previous\", "
  "\"cell_input\": [\"context\", \"embedding\"], \"output\": [\"state\"]}",

  GRU ("512"),
  GRU ("1024"),

  "{\"family\": \"transformer\", " TOKENS
  "\"source_vocabulary\": 32000, \"target_vocabulary\": 32000, \"width\": 512, "
  "\"layers\": 6, \"heads\": 8, \"feed_forward\": 2048, \"norm_place\": \"post\", \"activation\": "
  "\"swish\", "
  "\"positions\": \"sinusoid-halves\", \"scale_embedding\": true, "
  "\"shared_embedding\": true, \"tied_output\": true}",
};

G_STATIC_ASSERT (G_N_ELEMENTS (descriptions) == G_N_ELEMENTS (names) - 1);

const char *
heed_bench_shape_find (const char  *name,
                       GError     **error)
{
  guint shape;

  return heed_options_parse_choice ("--shape", name, names, &shape, error) ? descriptions[shape]
                                                                           : NULL;
}
