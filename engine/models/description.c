/* description.c — what a recurrent encoder–decoder is made of, as data
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The textbooks' models differ in a dozen small choices: which state asks, what
 * the cell reads and in which order, what the output layer reads. Each choice
 * is a field here, and recurrent.c obeys the fields; no layout has code of its
 * own. The same JSON describes a model to be trained, stands in the metadata of
 * Heed's own files, and lies beside the weights of other people's.
 */

#include "engine/models/description.h"

#include "engine/heed.h"

#define MAX_WIDTH      16384
#define MAX_VOCABULARY 4000000

static const char *const cells[] = { "gru", "lstm", NULL };
static const char *const merges[] = { "concatenate", "sum", NULL };
static const char *const queries[] = { "previous", "current", NULL };
static const char *const initials[] = { "zero", "copy", "bridge", "first", "top", NULL };
static const char *const bridge_inputs[] = { "layer", "top", "all", NULL };
static const char *const activations[] = { "tanh", "relu", "none", NULL };
static const char *const initial_cells[] = { "cell", "state", NULL };
static const char *const paddings[] = { "ignored", "read", NULL };
static const char *const parts[] = { "state", "context", "embedding", "attentional", NULL };
static const char *const scores[] = {
  "none", "additive", "dot", "scaled-dot", "general", "concat", "multi-head", NULL
};

const char *
heed_score_kind_get_name (HeedScoreKind kind)
{
  return scores[kind];
}

/* Reads one of names into choice; absent leaves it as it is. */
static gboolean
parse_choice (JsonObject         *json,
              const char         *key,
              const char *const  *names,
              guint              *choice,
              GError            **error)
{
  g_autofree char *known = NULL;
  JsonNode *node = json_object_get_member (json, key);
  const char *found;

  if (node == NULL)
    return TRUE;

  found = JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
          ? json_node_get_string (node) : "something that is no text";

  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_equal (names[i], found))
      {
        *choice = i;
        return TRUE;
      }

  known = g_strjoinv (", ", (char **) names);
  g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
               "%s: expected one of %s, found %s", key, known, found);

  return FALSE;
}

static gboolean
parse_count (JsonObject  *json,
             const char  *key,
             guint        limit,
             guint       *count,
             GError     **error)
{
  JsonNode *node = json_object_get_member (json, key);
  gint64 found;

  if (node == NULL)
    return TRUE;

  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED, "%s: expected a whole number, found something else", key);
      return FALSE;
    }

  found = json_node_get_int (node);
  if (found < 0 || found > limit)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
                   "%s: expected 0 to %u, found %" G_GINT64_FORMAT, key, limit, found);
      return FALSE;
    }

  *count = (guint) found;

  return TRUE;
}

static gboolean
parse_boolean (JsonObject  *json,
               const char  *key,
               gboolean    *value,
               GError     **error)
{
  JsonNode *node = json_object_get_member (json, key);

  if (node == NULL)
    return TRUE;

  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED, "%s: expected true or false, found something else", key);
      return FALSE;
    }

  *value = json_node_get_boolean (node);

  return TRUE;
}

static gboolean
parse_parts (JsonObject    *json,
             const char    *key,
             HeedPartList  *list,
             GError       **error)
{
  JsonNode *node = json_object_get_member (json, key);
  JsonArray *array;

  if (node == NULL)
    return TRUE;

  array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  if (array == NULL || json_array_get_length (array) > HEED_N_PARTS)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
                   "%s: expected a list of at most %d parts, found something else", key, HEED_N_PARTS);
      return FALSE;
    }

  list->n_parts = json_array_get_length (array);
  for (guint i = 0; i < list->n_parts; i++)
    {
      g_autoptr(JsonObject) one = json_object_new ();

      json_object_set_member (one, key, json_node_copy (json_array_get_element (array, i)));
      if (!parse_choice (one, key, parts, &list->parts[i], error))
        return FALSE;
    }

  return TRUE;
}

/**
 * heed_description_parse:
 * @description: (inout): fields that @json does not name stay as they are
 * @json: from a stranger
 *
 * Errors: %HEED_ERROR_UNSUPPORTED names the field, what it may be and what it is
 */
gboolean
heed_description_parse (HeedDescription  *description,
                        JsonObject       *json,
                        GError          **error)
{
  HeedDescription d = *description;

  if (!parse_choice (json, "cell", cells, &d.cell, error) ||
      !parse_count (json, "source_vocabulary", MAX_VOCABULARY, &d.source_vocabulary, error) ||
      !parse_count (json, "target_vocabulary", MAX_VOCABULARY, &d.target_vocabulary, error) ||
      !parse_count (json, "source_embedding", MAX_WIDTH, &d.source_embedding, error) ||
      !parse_count (json, "target_embedding", MAX_WIDTH, &d.target_embedding, error) ||
      !parse_count (json, "encoder_layers", HEED_MAX_LAYERS, &d.n_encoder_layers, error) ||
      !parse_count (json, "encoder_directions", 2, &d.n_directions, error) ||
      !parse_count (json, "encoder_width", MAX_WIDTH, &d.encoder_width, error) ||
      !parse_choice (json, "encoder_merge", merges, &d.merge, error) ||
      !parse_choice (json, "padding", paddings, &d.padding, error) ||
      !parse_count (json, "source_length", MAX_WIDTH, &d.source_length, error) ||
      !parse_boolean (json, "source_end", &d.source_end, error) ||
      !parse_count (json, "decoder_layers", HEED_MAX_LAYERS, &d.n_decoder_layers, error) ||
      !parse_count (json, "decoder_width", MAX_WIDTH, &d.decoder_width, error) ||
      !parse_choice (json, "initial_state", initials, &d.initial, error) ||
      !parse_choice (json, "bridge_input", bridge_inputs, &d.bridge_input, error) ||
      !parse_choice (json, "bridge_activation", activations, &d.bridge_activation, error) ||
      !parse_choice (json, "initial_cell", initial_cells, &d.initial_cell, error) ||
      !parse_choice (json, "score", scores, &d.score, error) ||
      !parse_count (json, "attention_width", MAX_WIDTH, &d.attention_width, error) ||
      !parse_count (json, "heads", MAX_WIDTH, &d.n_heads, error) ||
      !parse_choice (json, "query", queries, &d.query, error) ||
      !parse_parts (json, "cell_input", &d.cell_input, error) ||
      !parse_parts (json, "combine", &d.combine, error) ||
      !parse_count (json, "combine_width", MAX_WIDTH, &d.combine_width, error) ||
      !parse_choice (json, "combine_activation", activations, &d.combine_activation, error) ||
      !parse_parts (json, "output", &d.output, error) ||
      !parse_boolean (json, "tied_output", &d.tied_output, error))
    return FALSE;

  *description = d;

  return TRUE;
}

static gboolean
check (gboolean      is_right,
       GError      **error,
       const char   *format,
       ...) G_GNUC_PRINTF (3, 4);

static gboolean
check (gboolean     is_right,
       GError     **error,
       const char  *format,
       ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  if (is_right)
    return TRUE;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error_literal (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED, message);

  return FALSE;
}

static gboolean
check_initial (const HeedDescription  *d,
               GError                **error)
{
  guint final_width = d->encoder_width * d->n_directions;

  switch (d->initial)
    {
    case HEED_INITIAL_COPY:
      return check (final_width == d->decoder_width, error,
                    "initial_state: copy: expected decoder_width %u, found %u", final_width, d->decoder_width) &&
             check (d->n_decoder_layers <= d->n_encoder_layers, error,
                    "initial_state: copy: expected at most %u decoder_layers, found %u",
                    d->n_encoder_layers, d->n_decoder_layers);

    case HEED_INITIAL_FIRST:
      return check (d->encoder_width == d->decoder_width, error,
                    "initial_state: first: expected decoder_width %u, found %u", d->encoder_width, d->decoder_width) &&
             check (d->n_decoder_layers <= d->n_encoder_layers * d->n_directions, error,
                    "initial_state: first: expected at most %u decoder_layers, found %u",
                    d->n_encoder_layers * d->n_directions, d->n_decoder_layers);

    case HEED_INITIAL_TOP:
      return check (final_width == d->decoder_width || d->encoder_width == d->decoder_width, error,
                    "initial_state: top: expected decoder_width %u or %u, found %u",
                    final_width, d->encoder_width, d->decoder_width);

    case HEED_INITIAL_BRIDGE:
      return check (d->bridge_input != HEED_BRIDGE_LAYER || d->n_decoder_layers <= d->n_encoder_layers, error,
                    "initial_state: bridge: expected at most %u decoder_layers, found %u",
                    d->n_encoder_layers, d->n_decoder_layers);

    case HEED_INITIAL_ZERO:
    default:
      return TRUE;
    }
}

static gboolean
check_attention (const HeedDescription  *d,
                 GError                **error)
{
  guint memory_width = heed_description_memory_width (d);

  if (d->score == HEED_SCORE_DOT || d->score == HEED_SCORE_SCALED_DOT)
    return check (memory_width == d->decoder_width, error,
                  "score: %s: expected decoder_width %u, that of the keys, found %u",
                  scores[d->score], memory_width, d->decoder_width);

  if (d->score == HEED_SCORE_MULTI_HEAD)
    return check (d->n_heads > 0 && d->decoder_width % d->n_heads == 0, error,
                  "heads: expected a divisor of decoder_width %u, found %u", d->decoder_width, d->n_heads);

  if (d->score == HEED_SCORE_ADDITIVE || d->score == HEED_SCORE_CONCAT)
    return check (d->attention_width > 0, error, "attention_width: expected at least 1, found 0");

  return TRUE;
}

/* What is known when a part is asked for depends on when attention looks. */
static gboolean
check_parts (const HeedDescription  *d,
             GError                **error)
{
  gboolean feeds_context = heed_part_list_has (&d->cell_input, HEED_PART_CONTEXT);
  gboolean needs_combine = heed_part_list_has (&d->cell_input, HEED_PART_ATTENTIONAL) ||
                           heed_part_list_has (&d->output, HEED_PART_ATTENTIONAL);

  return check (d->cell_input.n_parts > 0, error, "cell_input: expected at least one part, found none") &&
         check (d->output.n_parts > 0, error, "output: expected at least one part, found none") &&
         check (!heed_part_list_has (&d->cell_input, HEED_PART_STATE), error,
                "cell_input: expected context, embedding or attentional, found state") &&
         check (!heed_part_list_has (&d->combine, HEED_PART_ATTENTIONAL), error,
                "combine: expected state, context or embedding, found attentional") &&
         check (d->score == HEED_SCORE_NONE || d->query == HEED_QUERY_PREVIOUS || !feeds_context, error,
                "cell_input: expected no context when query is current, found one") &&
         check (!needs_combine || d->combine.n_parts > 0, error,
                "combine: expected parts for the attentional state, found none") &&
         check (d->combine.n_parts == 0 || d->combine_width > 0, error,
                "combine_width: expected at least 1, found 0") &&
         check (!d->tied_output || heed_description_list_width (d, &d->output) == d->target_embedding, error,
                "tied_output: expected an output layer of width %u, found %u",
                d->target_embedding, heed_description_list_width (d, &d->output));
}

/**
 * heed_description_check:
 *
 * Whether the fields fit each other, so that nothing later has to ask.
 *
 * Errors: %HEED_ERROR_UNSUPPORTED names the field, what it should be and what it is
 */
gboolean
heed_description_check (const HeedDescription  *d,
                        GError                **error)
{
  const struct { const char *name; guint value; } needed[] = {
    { "source_vocabulary", d->source_vocabulary },
    { "target_vocabulary", d->target_vocabulary },
    { "source_embedding", d->source_embedding },
    { "target_embedding", d->target_embedding },
    { "encoder_layers", d->n_encoder_layers },
    { "encoder_directions", d->n_directions },
    { "encoder_width", d->encoder_width },
    { "decoder_layers", d->n_decoder_layers },
    { "decoder_width", d->decoder_width },
  };

  for (guint i = 0; i < G_N_ELEMENTS (needed); i++)
    if (!check (needed[i].value > 0, error, "%s: expected at least 1, found 0", needed[i].name))
      return FALSE;

  return check (d->padding == HEED_PADDING_IGNORED || d->source_length > 0, error,
                "source_length: expected at least 1 when padding is read, found 0") &&
         check_initial (d, error) &&
         check_attention (d, error) &&
         check_parts (d, error);
}

static void
add_parts (JsonBuilder        *builder,
           const char         *key,
           const HeedPartList *list)
{
  json_builder_set_member_name (builder, key);
  json_builder_begin_array (builder);
  for (guint i = 0; i < list->n_parts; i++)
    json_builder_add_string_value (builder, parts[list->parts[i]]);
  json_builder_end_array (builder);
}

static void
add_text (JsonBuilder *builder,
          const char  *key,
          const char  *text)
{
  json_builder_set_member_name (builder, key);
  json_builder_add_string_value (builder, text);
}

static void
add_count (JsonBuilder *builder,
           const char  *key,
           guint        count)
{
  json_builder_set_member_name (builder, key);
  json_builder_add_int_value (builder, count);
}

static void
add_boolean (JsonBuilder *builder,
             const char  *key,
             gboolean     value)
{
  json_builder_set_member_name (builder, key);
  json_builder_add_boolean_value (builder, value);
}

/* What heed_description_parse() reads back. */
JsonNode *
heed_description_to_json (const HeedDescription *d)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_text (builder, "family", "recurrent");
  add_text (builder, "cell", cells[d->cell]);
  add_count (builder, "source_vocabulary", d->source_vocabulary);
  add_count (builder, "target_vocabulary", d->target_vocabulary);
  add_count (builder, "source_embedding", d->source_embedding);
  add_count (builder, "target_embedding", d->target_embedding);
  add_count (builder, "encoder_layers", d->n_encoder_layers);
  add_count (builder, "encoder_directions", d->n_directions);
  add_count (builder, "encoder_width", d->encoder_width);
  add_text (builder, "encoder_merge", merges[d->merge]);
  add_text (builder, "padding", paddings[d->padding]);
  add_count (builder, "source_length", d->source_length);
  add_boolean (builder, "source_end", d->source_end);
  add_count (builder, "decoder_layers", d->n_decoder_layers);
  add_count (builder, "decoder_width", d->decoder_width);
  add_text (builder, "initial_state", initials[d->initial]);
  add_text (builder, "bridge_input", bridge_inputs[d->bridge_input]);
  add_text (builder, "bridge_activation", activations[d->bridge_activation]);
  add_text (builder, "initial_cell", initial_cells[d->initial_cell]);
  add_text (builder, "score", scores[d->score]);
  add_count (builder, "attention_width", d->attention_width);
  add_count (builder, "heads", d->n_heads);
  add_text (builder, "query", queries[d->query]);
  add_parts (builder, "cell_input", &d->cell_input);
  add_parts (builder, "combine", &d->combine);
  add_count (builder, "combine_width", d->combine_width);
  add_text (builder, "combine_activation", activations[d->combine_activation]);
  add_parts (builder, "output", &d->output);
  add_boolean (builder, "tied_output", d->tied_output);
  json_builder_end_object (builder);

  return json_builder_get_root (builder);
}

/* What the encoder gives at each position. */
guint
heed_description_memory_width (const HeedDescription *d)
{
  return d->merge == HEED_MERGE_SUM ? d->encoder_width : d->encoder_width * d->n_directions;
}

guint
heed_description_context_width (const HeedDescription *d)
{
  return d->score == HEED_SCORE_MULTI_HEAD ? d->decoder_width : heed_description_memory_width (d);
}

/* What a bridge reads. */
guint
heed_description_bridge_width (const HeedDescription *d)
{
  guint width = d->encoder_width * d->n_directions;

  return d->bridge_input == HEED_BRIDGE_ALL ? width * d->n_encoder_layers : width;
}

static guint
part_width (const HeedDescription *d,
            HeedPart               part)
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

    default:
      g_assert_not_reached ();
    }
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

gboolean
heed_part_list_has (const HeedPartList *list,
                    HeedPart            part)
{
  for (guint i = 0; i < list->n_parts; i++)
    if (list->parts[i] == part)
      return TRUE;

  return FALSE;
}
