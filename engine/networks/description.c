/* description.c — the description of a recurrent encoder–decoder, as data
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The textbooks' models differ in a dozen small choices: which state is the query,
 * what the cell reads and in which order, what the output layer reads. Each choice
 * is a field here, and recurrent.c follows the fields; no layout has code of its
 * own. The same JSON describes a model to be trained, is in the metadata of Heed's
 * own files, and can be put beside weights from other programs.
 */

#include "engine/networks/description.h"

#include "engine/files/json-fields.h"
#include "engine/heed.h"
#include "engine/networks/fields.h"

static const char *const cells[] = { "gru", "lstm", NULL };
static const char *const merges[] = { "concatenate", "sum", NULL };
static const char *const queries[] = { "previous", "current", NULL };
static const char *const initials[] = { "zero", "copy", "bridge", "first", "top", NULL };
static const char *const bridge_inputs[] = { "layer", "top", "all", NULL };
static const char *const activations[] = { "tanh", "relu", "none", NULL };
static const char *const initial_cells[] = { "cell", "state", NULL };
static const char *const paddings[] = { "ignored", "read", NULL };
static const char *const parts[] = { "state", "context", "embedding", "attentional", NULL };

/* Only GRUs that apply the reset gate after the product with the state, as cuDNN and PyTorch do,
 * are supported; the cell of Cho et al. 2014 applies it before. */
static gboolean
check_reset (const HeedJson  *json,
             GError         **error)
{
  gboolean resets_after = TRUE;

  return heed_json_read_boolean (json, "reset_after", &resets_after, error) &&
         (resets_after || heed_json_refuse_field (json, "reset_after",
                                                  "true: a GRU that resets before the product "
                                                  "with the state is another cell", error));
}

static gboolean
parse_parts (const HeedJson  *json,
             const char      *key,
             HeedPartList    *list,
             GError         **error)
{
  const HeedJson *names = heed_json_get_member (json, key);

  if (names == NULL)
    return TRUE;

  if (!heed_json_is_list (names) || heed_json_get_n (names) > HEED_N_PARTS)
    return heed_json_refuse (names, "a list of at most " G_STRINGIFY (HEED_N_PARTS) " parts",
                             error);

  list->n_parts = heed_json_get_n (names);
  for (guint i = 0; i < list->n_parts; i++)
    if (!heed_json_take_choice (heed_json_get_nth (names, i), parts, &list->parts[i], error))
      return FALSE;

  return TRUE;
}

/**
 * heed_description_parse:
 * @description: (inout): fields that @json does not name stay as they are
 * @json: untrusted
 *
 * Errors: %HEED_ERROR_UNSUPPORTED names the field, what it may be and what it is
 */
gboolean
heed_description_parse (HeedDescription  *description,
                        const HeedJson   *json,
                        GError          **error)
{
  HeedDescription d = *description;

  if (!check_reset (json, error) ||
      !heed_json_read_choice (json, "cell", cells, &d.cell, error) ||
      !heed_json_read_count (json, "source_vocabulary", 0, HEED_MAX_VOCABULARY,
                             &d.source_vocabulary, error) ||
      !heed_json_read_count (json, "target_vocabulary", 0, HEED_MAX_VOCABULARY,
                             &d.target_vocabulary, error) ||
      !heed_json_read_count (json, "source_embedding", 0, HEED_MAX_WIDTH, &d.source_embedding,
                             error) ||
      !heed_json_read_count (json, "target_embedding", 0, HEED_MAX_WIDTH, &d.target_embedding,
                             error) ||
      !heed_json_read_count (json, "encoder_layers", 0, HEED_MAX_LAYERS, &d.n_encoder_layers,
                             error) ||
      !heed_json_read_count (json, "encoder_directions", 0, 2, &d.n_directions, error) ||
      !heed_json_read_count (json, "encoder_width", 0, HEED_MAX_WIDTH, &d.encoder_width, error) ||
      !heed_json_read_choice (json, "encoder_merge", merges, &d.merge, error) ||
      !heed_json_read_choice (json, "padding", paddings, &d.padding, error) ||
      !heed_json_read_count (json, "source_length", 0, HEED_MAX_WIDTH, &d.source_length, error) ||
      !heed_json_read_boolean (json, "source_begin", &d.source_begin, error) ||
      !heed_json_read_boolean (json, "source_end", &d.source_end, error) ||
      !heed_json_read_count (json, "decoder_layers", 0, HEED_MAX_LAYERS, &d.n_decoder_layers,
                             error) ||
      !heed_json_read_count (json, "decoder_width", 0, HEED_MAX_WIDTH, &d.decoder_width, error) ||
      !heed_json_read_choice (json, "initial_state", initials, &d.initial, error) ||
      !heed_json_read_choice (json, "bridge_input", bridge_inputs, &d.bridge_input, error) ||
      !heed_json_read_choice (json, "bridge_activation", activations, &d.bridge_activation,
                              error) ||
      !heed_json_read_choice (json, "initial_cell", initial_cells, &d.initial_cell, error) ||
      !heed_json_read_choice (json, "score", heed_score_get_names (), &d.score, error) ||
      !heed_json_read_count (json, "attention_width", 0, HEED_MAX_WIDTH, &d.attention_width,
                             error) ||
      !heed_json_read_count (json, "heads", 0, HEED_MAX_WIDTH, &d.n_heads, error) ||
      !heed_json_read_choice (json, "query", queries, &d.query, error) ||
      !parse_parts (json, "cell_input", &d.cell_input, error) ||
      !parse_parts (json, "combine", &d.combine, error) ||
      !heed_json_read_count (json, "combine_width", 0, HEED_MAX_WIDTH, &d.combine_width, error) ||
      !heed_json_read_choice (json, "combine_activation", activations, &d.combine_activation,
                              error) ||
      !parse_parts (json, "output", &d.output, error) ||
      !heed_json_read_boolean (json, "tied_output", &d.tied_output, error))
    return FALSE;

  *description = d;

  return TRUE;
}

static gboolean
check_initial (const HeedDescription  *d,
               GError                **error)
{
  guint final_width = d->encoder_width * d->n_directions;

  switch (d->initial)
    {
    case HEED_INITIAL_COPY:
      return heed_field_check (final_width == d->decoder_width, error,
                               "initial_state: copy: expected decoder_width %u, found %u",
                               final_width, d->decoder_width) &&
             heed_field_check (d->n_decoder_layers <= d->n_encoder_layers, error,
                               "initial_state: copy: expected at most %u decoder_layers, found %u",
                               d->n_encoder_layers, d->n_decoder_layers);

    case HEED_INITIAL_FIRST:
      return heed_field_check (d->encoder_width == d->decoder_width, error,
                               "initial_state: first: expected decoder_width %u, found %u",
                               d->encoder_width, d->decoder_width) &&
             heed_field_check (d->n_decoder_layers <= d->n_encoder_layers * d->n_directions, error,
                               "initial_state: first: expected at most %u decoder_layers, found %u",
                               d->n_encoder_layers * d->n_directions, d->n_decoder_layers);

    case HEED_INITIAL_TOP:
      return heed_field_check (
        final_width == d->decoder_width || d->encoder_width == d->decoder_width, error,
        "initial_state: top: expected decoder_width %u or %u, found %u", final_width,
        d->encoder_width, d->decoder_width);

    case HEED_INITIAL_BRIDGE:
      return heed_field_check (
        d->bridge_input != HEED_BRIDGE_LAYER || d->n_decoder_layers <= d->n_encoder_layers, error,
        "initial_state: bridge: expected at most %u decoder_layers, found %u", d->n_encoder_layers,
        d->n_decoder_layers);

    case HEED_INITIAL_ZERO:
      break;
    }

  return TRUE;
}

static gboolean
check_attention (const HeedDescription  *d,
                 GError                **error)
{
  const HeedScoreInfo *score = heed_score_get_info (d->score);
  guint query = score->query == HEED_SCORE_WIDTH_ABSENT
                ? d->decoder_width
                : heed_description_score_width (d, score->query);
  guint key = score->key == HEED_SCORE_WIDTH_ABSENT ? heed_description_memory_width (d)
                                                    : heed_description_score_width (d, score->key);

  return heed_field_check (query > 0 && key > 0, error,
                           "attention_width: expected at least 1, found 0") &&
         heed_field_check (query == key || d->score == HEED_SCORE_NONE, error,
                           "score: %s: expected decoder_width %u, that of the keys, found %u",
                           score->name, key, query) &&
         heed_field_check (
           !score->has_heads || (d->n_heads > 0 && d->decoder_width % d->n_heads == 0), error,
           "heads: expected a divisor of decoder_width %u, found %u", d->decoder_width, d->n_heads);
}

/* The widths and the tables of gates take each part once. */
static gboolean
check_once (const HeedPartList  *list,
            const char          *name,
            GError             **error)
{
  for (guint i = 1; i < list->n_parts; i++)
    for (guint j = 0; j < i; j++)
      if (!heed_field_check (list->parts[i] != list->parts[j], error,
                             "%s: expected each part once, found %s again", name,
                             parts[list->parts[i]]))
        return FALSE;

  return TRUE;
}

/* Checks that each part is read only where it is known: the context, for instance, is not known to
 * the cell if the query is the state after this step. */
static gboolean
check_parts (const HeedDescription  *d,
             GError                **error)
{
  gboolean feeds_context = heed_part_list_has (&d->cell_input, HEED_PART_CONTEXT);

  return check_once (&d->cell_input, "cell_input", error) &&
         check_once (&d->combine, "combine", error) &&
         check_once (&d->output, "output", error) &&
         heed_field_check (d->cell_input.n_parts > 0, error,
                           "cell_input: expected at least one part, found none") &&
         heed_field_check (d->output.n_parts > 0, error,
                           "output: expected at least one part, found none") &&
         heed_field_check (!heed_part_list_has (&d->cell_input, HEED_PART_STATE), error,
                           "cell_input: expected context, embedding or attentional, found state") &&
         heed_field_check (!heed_part_list_has (&d->combine, HEED_PART_ATTENTIONAL), error,
                           "combine: expected state, context or embedding, found attentional") &&
         heed_field_check (
           d->score == HEED_SCORE_NONE || d->query == HEED_QUERY_PREVIOUS || !feeds_context, error,
           "cell_input: expected no context when query is current, found one") &&
         heed_field_check (!heed_description_reads_combine (d) || d->combine.n_parts > 0, error,
                           "combine: expected parts for the attentional state, found none") &&
         heed_field_check (d->combine.n_parts == 0 || d->combine_width > 0, error,
                           "combine_width: expected at least 1, found 0") &&
         heed_field_check (!d->tied_output ||
                             heed_description_list_width (d, &d->output) == d->target_embedding,
                           error, "tied_output: expected an output layer of width %u, found %u",
                           d->target_embedding, heed_description_list_width (d, &d->output));
}

/**
 * heed_description_check:
 *
 * Checks that the fields are in range and consistent, so that later code need not check them.
 * They may come from JSON or from the shapes of tensors.
 *
 * Errors: %HEED_ERROR_UNSUPPORTED names the field, what it should be and what it is
 */
gboolean
heed_description_check (const HeedDescription  *d,
                        GError                **error)
{
  const HeedFieldSize sizes[] = {
    { "source_vocabulary", d->source_vocabulary, 1, HEED_MAX_VOCABULARY },
    { "target_vocabulary", d->target_vocabulary, 1, HEED_MAX_VOCABULARY },
    { "source_embedding", d->source_embedding, 1, HEED_MAX_WIDTH },
    { "target_embedding", d->target_embedding, 1, HEED_MAX_WIDTH },
    { "encoder_layers", d->n_encoder_layers, 1, HEED_MAX_LAYERS },
    { "encoder_directions", d->n_directions, 1, 2 },
    { "encoder_width", d->encoder_width, 1, HEED_MAX_WIDTH },
    { "source_length", d->source_length, 0, HEED_MAX_WIDTH },
    { "decoder_layers", d->n_decoder_layers, 1, HEED_MAX_LAYERS },
    { "decoder_width", d->decoder_width, 1, HEED_MAX_WIDTH },
    { "attention_width", d->attention_width, 0, HEED_MAX_WIDTH },
    { "heads", d->n_heads, 0, HEED_MAX_WIDTH },
    { "combine_width", d->combine_width, 0, HEED_MAX_WIDTH },
  };

  return heed_field_check_sizes (sizes, G_N_ELEMENTS (sizes), error) &&
         heed_field_check (d->padding == HEED_PADDING_IGNORED || d->source_length > 0, error,
                           "source_length: expected at least 1 when padding is read, found 0") &&
         check_initial (d, error) &&
         check_attention (d, error) &&
         check_parts (d, error);
}

static void
set_parts (HeedJson           *json,
           const char         *key,
           const HeedPartList *list)
{
  HeedJson *names = heed_json_set_list (json, key);

  for (guint i = 0; i < list->n_parts; i++)
    heed_json_add_text (names, parts[list->parts[i]]);
}

/* Returns JSON that heed_description_parse() can read. */
HeedJson *
heed_description_to_json (const HeedDescription *d)
{
  HeedJson *json = heed_json_new_object ();

  heed_json_set_text (json, "family", "recurrent");
  heed_json_set_text (json, "cell", cells[d->cell]);
  heed_json_set_whole (json, "source_vocabulary", d->source_vocabulary);
  heed_json_set_whole (json, "target_vocabulary", d->target_vocabulary);
  heed_json_set_whole (json, "source_embedding", d->source_embedding);
  heed_json_set_whole (json, "target_embedding", d->target_embedding);
  heed_json_set_whole (json, "encoder_layers", d->n_encoder_layers);
  heed_json_set_whole (json, "encoder_directions", d->n_directions);
  heed_json_set_whole (json, "encoder_width", d->encoder_width);
  heed_json_set_text (json, "encoder_merge", merges[d->merge]);
  heed_json_set_text (json, "padding", paddings[d->padding]);
  heed_json_set_whole (json, "source_length", d->source_length);
  heed_json_set_boolean (json, "source_begin", d->source_begin);
  heed_json_set_boolean (json, "source_end", d->source_end);
  heed_json_set_whole (json, "decoder_layers", d->n_decoder_layers);
  heed_json_set_whole (json, "decoder_width", d->decoder_width);
  heed_json_set_text (json, "initial_state", initials[d->initial]);
  heed_json_set_text (json, "bridge_input", bridge_inputs[d->bridge_input]);
  heed_json_set_text (json, "bridge_activation", activations[d->bridge_activation]);
  heed_json_set_text (json, "initial_cell", initial_cells[d->initial_cell]);
  heed_json_set_text (json, "score", heed_score_get_info (d->score)->name);
  heed_json_set_whole (json, "attention_width", d->attention_width);
  heed_json_set_whole (json, "heads", d->n_heads);
  heed_json_set_text (json, "query", queries[d->query]);
  set_parts (json, "cell_input", &d->cell_input);
  set_parts (json, "combine", &d->combine);
  heed_json_set_whole (json, "combine_width", d->combine_width);
  heed_json_set_text (json, "combine_activation", activations[d->combine_activation]);
  set_parts (json, "output", &d->output);
  heed_json_set_boolean (json, "tied_output", d->tied_output);

  return json;
}

/* Returns the width of the encoder's output. */
guint
heed_description_memory_width (const HeedDescription *d)
{
  return d->merge == HEED_MERGE_SUM ? d->encoder_width : d->encoder_width * d->n_directions;
}

guint
heed_description_context_width (const HeedDescription *d)
{
  HeedScoreWidth value = heed_score_get_info (d->score)->value;

  return value == HEED_SCORE_WIDTH_ABSENT ? heed_description_memory_width (d)
                                          : heed_description_score_width (d, value);
}

/* Translates a width of the table of scores into a number for this model; 0 if absent. */
guint
heed_description_score_width (const HeedDescription *d,
                              HeedScoreWidth         width)
{
  switch (width)
    {
    case HEED_SCORE_WIDTH_ONE:
      return 1;

    case HEED_SCORE_WIDTH_ATTENTION:
      return d->attention_width;

    case HEED_SCORE_WIDTH_STATE:
      return d->decoder_width;

    case HEED_SCORE_WIDTH_ABSENT:
      return 0;
    }

  g_assert_not_reached ();
}

/* Returns the width of a bridge's input. */
guint
heed_description_bridge_width (const HeedDescription *d)
{
  guint width = d->encoder_width * d->n_directions;

  return d->bridge_input == HEED_BRIDGE_ALL ? width * d->n_encoder_layers : width;
}

static guint
part_width (const HeedDescription *d,
            HeedInputPart          part)
{
  switch (part)
    {
    case HEED_PART_STATE:
      return d->decoder_width;

    case HEED_PART_CONTEXT:
      return heed_description_context_width (d);

    case HEED_PART_EMBEDDING:
      return d->target_embedding;

    case HEED_PART_ATTENTIONAL:
      return d->combine_width;
    }

  g_assert_not_reached ();
}

guint
heed_description_list_width (const HeedDescription *d,
                             const HeedPartList    *list)
{
  guint width = 0;

  for (guint i = 0; i < list->n_parts; i++)
    width += part_width (d, list->parts[i]);

  return width;
}

guint
heed_description_n_gates (const HeedDescription *d)
{
  return d->cell == HEED_CELL_GRU ? 3 : 4;
}

/* Returns whether the network uses the attentional state; if not, it is only displayed. */
gboolean
heed_description_reads_combine (const HeedDescription *d)
{
  return heed_part_list_has (&d->cell_input, HEED_PART_ATTENTIONAL) ||
         heed_part_list_has (&d->output, HEED_PART_ATTENTIONAL);
}

gboolean
heed_part_list_has (const HeedPartList *list,
                    HeedInputPart       part)
{
  for (guint i = 0; i < list->n_parts; i++)
    if (list->parts[i] == part)
      return TRUE;

  return FALSE;
}
