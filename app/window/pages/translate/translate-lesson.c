/* translate-lesson.c — reads and sets the state of the page Translate for lessons
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A lesson refers to "the word with the most attention in this row" and "the sharpest
 * row", never to a word that one model happens to choose, so that a better model needs no
 * new lessons. Both are determined from the displayed matrix.
 */

#include "app/window/pages/translate/translate-lesson.h"

#include <math.h>

#include "app/window/document/document-changes.h"
#include "app/window/pages/parts/word-selection.h"
#include "app/window/pages/translate/hidden-words.h"
#include "ui/token-label.h"

/* Differences below these are not visible and count as equal. Among pale cells, a smaller one is
 * visible: both in the picture and in the three digits of the inspector. */
#define SAME_WEIGHT  0.01
#define SAME_PALE    0.001
#define SAME_ENTROPY 0.05  /* nats */

#define LARGE_WEIGHT 0.9   /* the weight that an edit gives the weakest word */

static HeedDocumentView *
get_view (const HeedTranslateParts *parts)
{
  return heed_document_get_view (parts->document);
}

static const HeedTranslation *
get_translation (const HeedTranslateParts *parts)
{
  return heed_document_get_translation (parts->document);
}

/* --- Extremes ------------------------------------------------------------ */

static double
get_weight (const HeedMatrix *matrix,
            guint             row,
            guint             column)
{
  return matrix->values[(gsize) row * matrix->n_columns + column];
}

/* Returns the entropy of a row, nats. */
static double
measure_entropy (const HeedMatrix *matrix,
                 guint             row)
{
  double entropy = 0.0;

  for (guint column = 0; column < matrix->n_columns; column++)
    if (get_weight (matrix, row, column) > 0.0)
      entropy -= get_weight (matrix, row, column) * log (get_weight (matrix, row, column));

  return entropy;
}

/* Returns the first word with the least (sign -1) or most (sign 1) entropy. The end of the
 * sentence is no word: which word it looks at is no question for a lesson. */
static guint
find_row (const HeedTranslateParts *parts,
          double                    sign)
{
  const HeedMatrix *matrix = parts->shown->attention;
  const HeedToken *words = parts->shown->rows->shown;
  guint best = 0;

  for (guint row = 1; row < matrix->n_rows; row++)
    if (!words[row].is_special &&
        sign * measure_entropy (matrix, row) > sign * measure_entropy (matrix, best))
      best = row;

  return best;
}

static guint
find_column (const float *weights,
             guint        n_columns,
             float        sign)
{
  guint best = 0;

  for (guint column = 1; column < n_columns; column++)
    if (sign * weights[column] > sign * weights[best])
      best = column;

  return best;
}

/* Returns -1 if the sentence has no end token. */
static int
find_end (const HeedWordMap *columns)
{
  for (guint word = columns->n_words; word-- > 0;)
    if (columns->shown[word].is_special)
      return (int) word;

  return -1;
}

/* Returns the attention of a step in the free translation, in source words; caller frees; NULL
 * if unknown. */
static float *
dup_free_row (const HeedTranslateParts *parts,
              guint                     row)
{
  const HeedTranslation *free = heed_document_get_free_translation (parts->document);
  const HeedWordMap *source = parts->shown->source;
  const float *weights;
  float *merged;
  guint n_keys = 0;

  if (free == NULL || row >= free->steps->len || free->site.kind != HEED_ATTENTION_CROSS)
    return NULL;

  weights = heed_translation_get_attention (free, row, &n_keys);
  if (weights == NULL || n_keys != source->n_tokens)
    return NULL;

  merged = g_new0 (float, source->n_words);
  for (guint key = 0; key < n_keys; key++)
    merged[source->words[key]] += weights[key];

  return merged;
}

/* --- The selection ------------------------------------------------------- */

static int
get_row (const HeedTranslateParts *parts)
{
  return heed_word_map_find (parts->shown->rows, heed_document_view_get_row (get_view (parts)));
}

static int
get_column (const HeedTranslateParts *parts)
{
  return heed_word_map_find (parts->shown->columns,
                             heed_document_view_get_column (get_view (parts)));
}

static void
say_label (HeedScene       *now,
           HeedSceneField   field,
           const HeedToken *token)
{
  g_autofree char *label = heed_token_label_new (token);

  heed_scene_say_text (now, field, label);
}

static void
describe_row (const HeedTranslateParts *parts,
              guint                     row,
              HeedScene                *now)
{
  const HeedMatrix *matrix = parts->shown->attention;
  double entropy = measure_entropy (matrix, row);

  say_label (now, HEED_SCENE_ROW_WORD, &parts->shown->rows->shown[row]);
  if (row == 0)
    heed_scene_say_choice (now, HEED_SCENE_ROW, HEED_SCENE_ROW_FIRST);
  if (row + 1 == matrix->n_rows)
    heed_scene_say_choice (now, HEED_SCENE_ROW, HEED_SCENE_ROW_LAST);
  if (entropy <= measure_entropy (matrix, find_row (parts, -1.0)) + SAME_ENTROPY)
    heed_scene_say_choice (now, HEED_SCENE_ROW, HEED_SCENE_ROW_SHARPEST);
  if (entropy >= measure_entropy (matrix, find_row (parts, 1.0)) - SAME_ENTROPY)
    heed_scene_say_choice (now, HEED_SCENE_ROW, HEED_SCENE_ROW_FLATTEST);
}

static void
describe_column (const HeedTranslateParts *parts,
                 guint                     row,
                 int                       column,
                 HeedScene                *now)
{
  const HeedMatrix *matrix = parts->shown->attention;
  const float *weights = matrix->values + (gsize) row * matrix->n_columns;
  guint strongest = find_column (weights, matrix->n_columns, 1.0f);
  guint weakest = find_column (weights, matrix->n_columns, -1.0f);

  if (column < 0)
    {
      heed_scene_say_choice (now, HEED_SCENE_COLUMN, HEED_SCENE_COLUMN_NONE);
      return;
    }

  heed_scene_say_choice (now, HEED_SCENE_COLUMN, HEED_SCENE_COLUMN_ANY);
  say_label (now, HEED_SCENE_COLUMN_WORD, &parts->shown->columns->shown[column]);
  if (weights[column] >= weights[strongest] - SAME_WEIGHT)
    heed_scene_say_choice (now, HEED_SCENE_COLUMN, HEED_SCENE_COLUMN_STRONGEST);
  if (weights[column] <= weights[weakest] + SAME_PALE)
    heed_scene_say_choice (now, HEED_SCENE_COLUMN, HEED_SCENE_COLUMN_WEAKEST);
  if (column == find_end (parts->shown->columns))
    heed_scene_say_choice (now, HEED_SCENE_COLUMN, HEED_SCENE_COLUMN_END);
}

static gboolean
has_row (const HeedTranslateParts *parts,
         int                       row)
{
  const HeedMatrix *matrix = parts->shown->attention;

  return matrix != NULL && matrix->n_columns > 0 && row >= 0 && row < (int) matrix->n_rows;
}

static void
describe_place (const HeedTranslateParts *parts,
                HeedScene                *now)
{
  HeedAttentionSite site = get_translation (parts)->site;
  guint n_played = heed_document_view_get_n_played (get_view (parts));
  int row = get_row (parts);

  if (parts->shown->attention != NULL)
    {
      heed_scene_say_choice (now, HEED_SCENE_KIND, (guint) site.kind);
      heed_scene_say_number (now, HEED_SCENE_LAYER, site.layer + 1);
      heed_scene_say_number (now, HEED_SCENE_HEAD, site.head + 1);
    }

  if (n_played != HEED_PLAYED_ALL)
    heed_scene_say_number (now, HEED_SCENE_STEP, n_played);

  if (has_row (parts, row))
    {
      describe_row (parts, (guint) row, now);
      describe_column (parts, (guint) row, get_column (parts), now);
    }
}

/* --- Changes ------------------------------------------------------------- */

static void
describe_hidden (const HeedTranslateParts *parts,
                 HeedScene                *now)
{
  const HeedWordMap *source = parts->shown->source;
  int step = heed_document_view_get_step (get_view (parts));
  g_autofree float *before = step >= 0 ? dup_free_row (parts, (guint) step) : NULL;

  for (guint word = 0; word < source->n_words; word++)
    {
      if (!heed_hidden_words_has (parts->document, source, word))
        continue;

      say_label (now, HEED_SCENE_HIDDEN_WORD, &source->shown[word]);
      heed_scene_say_choice (now, HEED_SCENE_HIDDEN, HEED_SCENE_HIDDEN_ANY);
      if (before != NULL && word == find_column (before, source->n_words, 1.0f))
        heed_scene_say_choice (now, HEED_SCENE_HIDDEN, HEED_SCENE_HIDDEN_STRONGEST);
      if (before != NULL && word == find_column (before, source->n_words, -1.0f))
        heed_scene_say_choice (now, HEED_SCENE_HIDDEN, HEED_SCENE_HIDDEN_WEAKEST);
    }
}

static void
describe_edit (const HeedTranslateParts *parts,
               const HeedChange         *change,
               HeedScene                *now)
{
  const HeedWordMap *source = parts->shown->source;
  g_autofree float *before = dup_free_row (parts, (guint) change->position);

  heed_scene_say_choice (now, HEED_SCENE_EDITED, HEED_SCENE_EDITED_ANY);
  for (guint i = 0; before != NULL && i < change->n_pins; i++)
    if (change->pins[i].key < source->n_tokens && change->pins[i].weight > 0.5f &&
        before[source->words[change->pins[i].key]] <=
          before[find_column (before, source->n_words, -1.0f)] + (float) SAME_WEIGHT)
      heed_scene_say_choice (now, HEED_SCENE_EDITED, HEED_SCENE_EDITED_WEAKEST);
}

static gboolean
is_second (const HeedTranslateParts *parts,
           const HeedChange         *change)
{
  const HeedTranslation *translation = get_translation (parts);
  const HeedStep *step = (guint) change->position < translation->steps->len
                         ? heed_translation_get_step (translation, (guint) change->position) : NULL;

  return step != NULL && step->n_candidates > 1 &&
         step->candidates[1].token.id == change->token_id;
}

static void
describe_change (const HeedTranslateParts *parts,
                 const HeedChange         *change,
                 HeedScene                *now)
{
  switch (change->kind)
    {
    case HEED_CHANGE_HIDDEN:
    case HEED_CHANGE_REPLACED:
      break;

    case HEED_CHANGE_TOKEN:
      heed_scene_say_choice (now, HEED_SCENE_CHOSEN, HEED_SCENE_CHOSEN_ANY);
      if (is_second (parts, change))
        heed_scene_say_choice (now, HEED_SCENE_CHOSEN, HEED_SCENE_CHOSEN_SECOND);
      break;

    case HEED_CHANGE_PREFIX:
      if (change->is_whole && change->label != NULL)
        heed_scene_say_text (now, HEED_SCENE_FORCED, change->label);
      break;

    case HEED_CHANGE_ROW:
      describe_edit (parts, change, now);
      break;

    case HEED_CHANGE_TEMPER:
      if (change->position == HEED_EVERY_ROW)
        heed_scene_say_choice (now, HEED_SCENE_TEMPERED, change->factor > 1.0f
                                                         ? HEED_SCENE_TEMPERED_SHARPER
                                                         : HEED_SCENE_TEMPERED_FLATTER);
      break;

    case HEED_CHANGE_SILENCED:
      heed_scene_say_number (now, HEED_SCENE_SILENCED, change->site.head + 1);
      break;
    }
}

static gboolean
has_same_tokens (const HeedTranslation *translation,
                 const HeedTranslation *other)
{
  if (translation->steps->len != other->steps->len)
    return FALSE;

  for (guint t = 0; t < translation->steps->len; t++)
    if (heed_translation_get_step (translation, t)->token.id !=
        heed_translation_get_step (other, t)->token.id)
      return FALSE;

  return TRUE;
}

static void
describe_changes (const HeedTranslateParts *parts,
                  HeedScene                *now)
{
  HeedChangeList *changes = heed_document_get_changes (parts->document);
  const HeedTranslation *free = heed_document_get_free_translation (parts->document);
  guint n_on = 0;

  for (guint i = 0; i < heed_change_list_get_n (changes); i++)
    {
      const HeedChange *change = heed_change_list_get (changes, i);

      n_on += change->is_on;
      if (change->is_on)
        describe_change (parts, change, now);
    }

  describe_hidden (parts, now);
  heed_scene_say_choice (now, HEED_SCENE_CHANGES,
                         n_on > 0 ? HEED_SCENE_CHANGES_SOME : HEED_SCENE_CHANGES_NONE);
  if (free != NULL && !heed_document_get_shows_before (parts->document))
    heed_scene_say_choice (now, HEED_SCENE_TRANSLATION,
                           has_same_tokens (get_translation (parts), free)
                             ? HEED_SCENE_TRANSLATION_SAME : HEED_SCENE_TRANSLATION_OTHER);
}

void
heed_translate_lesson_describe (const HeedTranslateParts *parts,
                                HeedScene                *now)
{
  describe_place (parts, now);
  describe_changes (parts, now);
}

/* --- Setting a scene ----------------------------------------------------- */

static guint
get_choice (const HeedScene *wanted,
            HeedSceneField   field)
{
  return (guint) g_bit_nth_lsf (wanted->choices[field], -1);
}

static int
find_word (const HeedWordMap *map,
           const char        *text)
{
  g_autoptr(HeedScene) wanted = heed_scene_new ();

  heed_scene_say_text (wanted, HEED_SCENE_ROW_WORD, text);
  for (guint word = 0; word < map->n_words; word++)
    {
      g_autoptr(HeedScene) said = heed_scene_new ();

      say_label (said, HEED_SCENE_ROW_WORD, &map->shown[word]);
      if (heed_scene_field_holds (wanted, said, HEED_SCENE_ROW_WORD))
        return (int) word;
    }

  return -1;
}

/* Head 0 of a lesson is the mean of all. A new kind selects the mean of its last layer. */
static void
go_to_site (const HeedTranslateParts *parts,
            const HeedScene          *wanted,
            HeedSceneField            field)
{
  HeedModel *model = heed_document_get_model (parts->document);
  HeedAttentionSite site = heed_document_view_get_site (get_view (parts));

  if (field == HEED_SCENE_KIND)
    {
      site.kind = (HeedAttentionKind) get_choice (wanted, field);
      site.layer = (int) heed_model_get_n_layers (model, site.kind) - 1;
      site.head = HEED_HEAD_MEAN;
    }
  else if (field == HEED_SCENE_LAYER)
    site.layer = (int) wanted->numbers[field] - 1;
  else
    site.head = (int) wanted->numbers[field] - 1;

  if (site.layer < 0 || site.layer >= (int) heed_model_get_n_layers (model, site.kind) ||
      site.head >= (int) heed_model_get_n_heads (model, site.kind, site.layer))
    return;

  heed_document_view_set_site (get_view (parts), site);
}

static int
choose_row (const HeedTranslateParts *parts,
            HeedSceneRow              row)
{
  const HeedMatrix *matrix = parts->shown->attention;

  switch (row)
    {
    case HEED_SCENE_ROW_FIRST:
      return 0;

    case HEED_SCENE_ROW_LAST:
      return (int) matrix->n_rows - 1;

    case HEED_SCENE_ROW_SHARPEST:
      return (int) find_row (parts, -1.0);

    case HEED_SCENE_ROW_FLATTEST:
      break;
    }

  return (int) find_row (parts, 1.0);
}

/* Returns a column of the selected row; -1 if there is none. */
static int
choose_column (const HeedTranslateParts *parts,
               HeedSceneColumn           column)
{
  const HeedMatrix *matrix = parts->shown->attention;
  const float *weights = matrix->values + (gsize) get_row (parts) * matrix->n_columns;

  switch (column)
    {
    case HEED_SCENE_COLUMN_STRONGEST:
      return (int) find_column (weights, matrix->n_columns, 1.0f);

    case HEED_SCENE_COLUMN_WEAKEST:
      return (int) find_column (weights, matrix->n_columns, -1.0f);

    case HEED_SCENE_COLUMN_END:
      return find_end (parts->shown->columns);

    case HEED_SCENE_COLUMN_NONE:
    case HEED_SCENE_COLUMN_ANY:
      break;
    }

  return -1;
}

static void
select_place (const HeedTranslateParts *parts,
              const HeedScene          *wanted,
              HeedSceneField            field)
{
  int row = get_row (parts);
  int column = get_column (parts);

  if (!has_row (parts, row))
    return;

  if (field == HEED_SCENE_ROW)
    row = choose_row (parts, (HeedSceneRow) get_choice (wanted, field));
  else if (field == HEED_SCENE_ROW_WORD)
    row = find_word (parts->shown->rows, wanted->texts[field]);
  else if (field == HEED_SCENE_COLUMN)
    column = choose_column (parts, (HeedSceneColumn) get_choice (wanted, field));
  else
    column = find_word (parts->shown->columns, wanted->texts[field]);

  if (row >= 0)
    heed_word_selection_pick_cell (get_view (parts), parts->shown, row, column);
}

/* Hides a given source word, or the one with the most or least attention in the selected row. */
static void
hide (const HeedTranslateParts *parts,
      const HeedScene          *wanted,
      HeedSceneField            field)
{
  const HeedWordMap *source = parts->shown->source;
  int word = -1;

  if (field == HEED_SCENE_HIDDEN_WORD)
    word = find_word (source, wanted->texts[field]);
  else if (has_row (parts, get_row (parts)) && parts->shown->columns->n_words == source->n_words)
    word = choose_column (parts, get_choice (wanted, field) == HEED_SCENE_HIDDEN_STRONGEST
                                 ? HEED_SCENE_COLUMN_STRONGEST : HEED_SCENE_COLUMN_WEAKEST);

  if (word >= 0 && !heed_hidden_words_has (parts->document, source, (guint) word))
    heed_hidden_words_toggle (parts->document, source, (guint) word);
}

static void
choose_second (const HeedTranslateParts *parts)
{
  const HeedTranslation *translation = get_translation (parts);
  int position = heed_document_view_get_step (get_view (parts));
  const HeedStep *step =
    position >= 0 ? heed_translation_get_step (translation, (guint) position) : NULL;

  if (step != NULL && step->n_candidates > 1)
    heed_document_choose (parts->document, (guint) position, step->candidates[1].token.id);
}

static void
edit_weakest (const HeedTranslateParts *parts)
{
  if (has_row (parts, get_row (parts)))
    heed_attention_editor_set_weight (parts->editor, get_row (parts),
                                      choose_column (parts, HEED_SCENE_COLUMN_WEAKEST),
                                      LARGE_WEIGHT);
}

static void
activate (const HeedTranslateParts *parts,
          const char               *action)
{
  g_action_group_activate_action (heed_attention_editor_get_actions (parts->editor), action, NULL);
}

/* Selects the head to be silenced; silences it if it is selected already. */
static void
silence (const HeedTranslateParts *parts,
         const HeedScene          *wanted)
{
  g_autoptr(HeedScene) now = heed_scene_new ();
  g_autoptr(HeedScene) head = heed_scene_new ();

  heed_scene_say_number (head, HEED_SCENE_HEAD, wanted->numbers[HEED_SCENE_SILENCED]);
  describe_place (parts, now);
  if (heed_scene_holds (head, now))
    activate (parts, "silence");
  else
    go_to_site (parts, head, HEED_SCENE_HEAD);
}

static void
go_to_step (const HeedTranslateParts *parts,
            guint                     n_played)
{
  if (n_played <= get_translation (parts)->steps->len)
    heed_document_view_go_to (get_view (parts), n_played - 1);
}

void
heed_translate_lesson_bring_about (const HeedTranslateParts *parts,
                                   const HeedScene          *wanted,
                                   HeedSceneField            field)
{
  if (field == HEED_SCENE_KIND || field == HEED_SCENE_LAYER || field == HEED_SCENE_HEAD)
    go_to_site (parts, wanted, field);
  else if (field == HEED_SCENE_CHANGES)
    heed_change_list_clear (heed_document_get_changes (parts->document));
  else if (field == HEED_SCENE_FORCED)
    heed_force_entry_set_text (parts->force, wanted->texts[field]);
  else if (field == HEED_SCENE_STEP)
    go_to_step (parts, (guint) wanted->numbers[field]);
  else if (field == HEED_SCENE_ROW || field == HEED_SCENE_ROW_WORD ||
           field == HEED_SCENE_COLUMN || field == HEED_SCENE_COLUMN_WORD)
    select_place (parts, wanted, field);
  else if (field == HEED_SCENE_HIDDEN || field == HEED_SCENE_HIDDEN_WORD)
    hide (parts, wanted, field);
  else if (field == HEED_SCENE_EDITED)
    edit_weakest (parts);
  else if (field == HEED_SCENE_TEMPERED)
    activate (parts, get_choice (wanted, field) == HEED_SCENE_TEMPERED_SHARPER ? "sharpen-all"
                                                                               : "flatten-all");
  else if (field == HEED_SCENE_SILENCED)
    silence (parts, wanted);
  else if (field == HEED_SCENE_CHOSEN)
    choose_second (parts);
}

/* --- Parts --------------------------------------------------------------- */

GtkWidget *
heed_translate_lesson_find_part (const HeedTranslateParts *parts,
                                 const char               *name)
{
  const struct {
    const char *name;
    gpointer    widget;
  } named[] = {
    { "entry", parts->entry },
    { "tokens", parts->tokens },
    { "heatmap", parts->stack },
    { "view", parts->toolbar },
    { "heads", parts->chooser },
    { "legend", parts->legend },
    { "verdict", parts->verdict },
    { "sinks", parts->sinks },
    { "changes", parts->changes },
    { "inspector", parts->inspector },
    { "transport", parts->transport },
    { "decoding", parts->decoding },
    { "force", parts->force },
    { "translation", parts->target },
    { "measures", parts->measures },
    { "difference", parts->difference },
  };

  for (guint i = 0; i < G_N_ELEMENTS (named); i++)
    if (g_str_equal (named[i].name, name))
      return named[i].widget;

  return NULL;
}
