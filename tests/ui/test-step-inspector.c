/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: ui/attention-card.c, ui/attention-equations.c, ui/piece-buttons.c,
 *   ui/row-headline.c, ui/row-word.c
 */

#include <math.h>
#include <string.h>

#include "drawn.h"
#include "engine/base/arithmetic.h"
#include "ui/formula.h"
#include "ui/piece-buttons.h"
#include "ui/arithmetic-rows.h"
#include "ui/step-inspector.h"
#include "ui/style.h"
#include "ui/vector-bar.h"
#include "ui/weight-bars.h"

#define N_KEYS 8

typedef struct {
  GtkWidget         *window;
  GtkWidget         *widget;
  HeedStepInspector *inspector;
  float              scores[N_KEYS];
  float              weights[N_KEYS];
  DrawnSignal        heard;
} Fixture;

static const HeedToken candidates_tokens[] = {
  { .id = 71, .text = "▁économique" },
  { .id = 12, .text = "▁européenne" },
};

/* Source token 5 has the largest weight, followed by 0, 1, 2, … */
static void
fill_attention (Fixture *fixture)
{
  double sum = 0.0;

  for (guint i = 0; i < N_KEYS; i++)
    {
      fixture->scores[i] = i == 5 ? 3.0f : 1.0f - 0.25f * (float) i;
      sum += exp (fixture->scores[i]);
    }

  for (guint i = 0; i < N_KEYS; i++)
    fixture->weights[i] = (float) (exp (fixture->scores[i]) / sum);
}

static void
show_step (Fixture  *fixture,
           gboolean  forced,
           gboolean  has_attention,
           gboolean  has_context)
{
  const HeedCandidate candidates[] = {
    { candidates_tokens[0], log (0.9) },
    { candidates_tokens[1], log (0.05) },
  };
  const HeedTrace traces[] = {
    { "update gate", 0, fixture->scores, N_KEYS },
    { "context", 0, fixture->weights, N_KEYS },
  };
  const HeedStep step = {
    .position = 5,
    .token = candidates_tokens[0],
    .forced = forced,
    .log_prob = log (0.9),
    .candidates = candidates,
    .n_candidates = 2,
    .traces = traces,
    .n_traces = has_context ? 2 : 1,
  };

  heed_step_inspector_set_step (fixture->inspector, &step,
                                has_attention ? fixture->weights : NULL,
                                has_attention ? fixture->scores : NULL,
                                has_attention ? N_KEYS : 0);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  guint n_tokens;
  HeedToken *tokens =
    drawn_tokens_new ("▁the ▁agreement ▁on ▁the ▁European ▁Economic ▁Area </s>", &n_tokens);

  fixture->widget = heed_step_inspector_new ();
  fixture->inspector = HEED_STEP_INSPECTOR (fixture->widget);
  drawn_listen (fixture->widget, "source-activated", &fixture->heard);
  drawn_listen (fixture->widget, "candidate-activated", &fixture->heard);
  heed_step_inspector_set_source (fixture->inspector, tokens, n_tokens);
  heed_step_inspector_set_score (fixture->inspector, HEED_SCORE_ADDITIVE, HEED_SCORE_AS_IN_PAPER);
  fill_attention (fixture);
  fixture->window = drawn_window_new (fixture->widget, 400, 700);
  drawn_tokens_free (tokens, n_tokens);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  drawn_finish (fixture->window, fixture->widget);
}

/* Appends all visible text, one line per label. */
static void
append_text (GtkWidget *widget,
             GString   *text)
{
  if (!gtk_widget_get_child_visible (widget) || !gtk_widget_get_visible (widget))
    return;

  if (GTK_IS_LABEL (widget))
    g_string_append_printf (text, "%s\n", gtk_label_get_text (GTK_LABEL (widget)));
  else if (HEED_IS_FORMULA (widget))
    g_string_append_printf (text, "%s\n", heed_formula_get_equation (HEED_FORMULA (widget)));

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    append_text (child, text);
}

static char *
read_all (Fixture *fixture)
{
  GString *text = g_string_new (NULL);

  append_text (fixture->widget, text);

  return g_string_free (text, FALSE);
}

static void
assert_says (Fixture    *fixture,
             const char *words)
{
  g_autofree char *text = read_all (fixture);

  if (strstr (text, words) == NULL)
    g_test_message ("found: %s", text);

  g_assert_nonnull (strstr (text, words));
}

static void
assert_says_not (Fixture    *fixture,
                 const char *words)
{
  g_autofree char *text = read_all (fixture);

  if (strstr (text, words) != NULL)
    g_test_message ("found: %s", text);

  g_assert_null (strstr (text, words));
}

static void
activate_row (Fixture *fixture,
              guint    list,
              int      row)
{
  GtkWidget *box = drawn_find (fixture->widget, GTK_TYPE_LIST_BOX, list);

  gtk_widget_activate (GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (box), row)));
}

static void
activate_candidate (Fixture *fixture,
                    int      row)
{
  GtkWidget *bars = drawn_find (fixture->widget, HEED_TYPE_WEIGHT_BARS, 1);
  GtkWidget *box = drawn_find (bars, GTK_TYPE_LIST_BOX, 0);

  gtk_widget_activate (GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (box), row)));
}

static void
test_step_inspector_starts_empty (Fixture       *fixture,
                                  gconstpointer  data)
{
  assert_says (fixture, "Choose a step to see its arithmetic.");
  assert_says_not (fixture, "Next word");
}

static void
test_step_inspector_explains_a_step (Fixture       *fixture,
                                     gconstpointer  data)
{
  show_step (fixture, FALSE, TRUE, TRUE);
  assert_says (fixture, "Step 6 — choosing “économique”");
  assert_says (fixture, "looks mostly at “Economic” · entropy 1.77 bits");
  assert_says (fixture, "e_i = v^T tanh(W_q s + W_k h_i)");
  assert_says (fixture, "Economic\n3.00\n0.671\n");
  assert_says (fixture, "α = exp(3.00 − 3.00) / Σ exp(e − 3.00)\n  = 1.000 / 1.490 = 0.671");
  assert_says (fixture, "and 2 more");
  assert_says (fixture, "8 numbers");
  assert_says (fixture, "économique\n0.900\n");
  assert_says (fixture, "européenne\n0.050\n");
  assert_says_not (fixture, "Choose a step");
}

static void
test_step_inspector_sources_keep_their_order (Fixture       *fixture,
                                              gconstpointer  data)
{
  g_autofree char *text = NULL;
  const char *economic, *the, *agreement;

  show_step (fixture, FALSE, TRUE, TRUE);
  text = read_all (fixture);
  economic = strstr (text, "Economic\n3.00");
  the = strstr (text, "the\n1.00");
  agreement = strstr (text, "agreement\n0.75");

  g_assert_nonnull (economic);
  g_assert_true (the < agreement && agreement < economic);
}

/* --- The arithmetic --- */

static HeedArithmetic *
new_arithmetic (HeedAttentionSite site,
                guint             query,
                guint             key,
                HeedChanged       changed)
{
  static const float state[] = { 0.5f, -0.25f };
  static const guint8 hidden[N_KEYS] = { 1 };
  HeedArithmeticWriter *writer = heed_arithmetic_writer_new (site, query, key);

  heed_arithmetic_write_equation (writer, HEED_STAGE_SCORE, "e_i = s · h_i + b");
  heed_arithmetic_write_equation (writer, HEED_STAGE_CONTEXT, "c = Σ_i α_i h_i");
  heed_arithmetic_write_equation (writer, HEED_STAGE_OUTPUT, "o = c");
  heed_arithmetic_write (writer, &(HeedQuantity) {
    "s", "the state", NULL, HEED_STAGE_SCORE, HEED_ORIGIN_COMPUTED, 1, 2, state });
  heed_arithmetic_write_number (writer, HEED_STAGE_OUTPUT, "p", "probability", 0.875);
  heed_arithmetic_write_keys (writer, N_KEYS,
                              (changed & HEED_CHANGED_HIDDEN) != 0 ? hidden : NULL, changed);

  return heed_arithmetic_finish (writer);
}

static GtkWidget *
get_expander (Fixture *fixture,
              guint    index)
{
  return drawn_find (fixture->widget, GTK_TYPE_EXPANDER, index);
}

/* The child of a closed expander is not in the widget tree. */
static GtkWidget *
get_rows (Fixture *fixture)
{
  return gtk_expander_get_child (GTK_EXPANDER (get_expander (fixture, 0)));
}

static void
test_step_inspector_opens_the_arithmetic (Fixture       *fixture,
                                          gconstpointer  data)
{
  const HeedAttentionSite site = { HEED_ATTENTION_CROSS, 0, 0 };
  g_autoptr(HeedArithmetic) arithmetic = new_arithmetic (site, 5, 5, HEED_CHANGED_NOTHING);
  GtkWidget *rows;

  show_step (fixture, FALSE, TRUE, TRUE);
  g_assert_false (gtk_widget_get_visible (get_expander (fixture, 0)));
  heed_step_inspector_set_arithmetic (fixture->inspector, arithmetic);
  assert_says (fixture, "e_i = s · h_i + b");
  assert_says (fixture, "c = Σ_i α_i h_i");
  assert_says_not (fixture, "v^T");

  for (guint i = 0; i < 3; i++)
    {
      g_assert_true (gtk_widget_get_visible (get_expander (fixture, i)));
      gtk_expander_set_expanded (GTK_EXPANDER (get_expander (fixture, i)), TRUE);
    }
  gtk_test_widget_wait_for_draw (fixture->widget);
  assert_says (fixture, "0.875");
  rows = get_rows (fixture);
  g_assert_cmpuint (heed_arithmetic_rows_get_n_rows (HEED_ARITHMETIC_ROWS (rows)), ==, 1);
  g_assert_cmpfloat (gtk_widget_get_opacity (rows), >, 0.99);
}

/* The child of a closed expander is in no window, but GTK 4.8 still tries to focus it. */
static void
test_step_inspector_tab_passes_what_is_closed (Fixture       *fixture,
                                               gconstpointer  data)
{
  const HeedAttentionSite site = { HEED_ATTENTION_CROSS, 0, 0 };
  g_autoptr(HeedArithmetic) arithmetic = new_arithmetic (site, 5, 5, HEED_CHANGED_NOTHING);

  show_step (fixture, FALSE, TRUE, TRUE);
  heed_step_inspector_set_arithmetic (fixture->inspector, arithmetic);
  gtk_test_widget_wait_for_draw (fixture->widget);

  for (guint i = 0; i < 3; i++)
    {
      GtkWidget *expander = get_expander (fixture, i);

      g_assert_true (gtk_widget_get_visible (expander));
      gtk_widget_grab_focus (expander);
      gtk_widget_child_focus (fixture->window, GTK_DIR_TAB_FORWARD);
      gtk_widget_child_focus (fixture->window, GTK_DIR_TAB_BACKWARD);
      gtk_widget_child_focus (fixture->window, GTK_DIR_TAB_BACKWARD);
    }
}

/* Until the new arithmetic arrives, that of the previous token is shown dimmed. */
static void
test_step_inspector_older_arithmetic_is_paler (Fixture       *fixture,
                                               gconstpointer  data)
{
  const HeedAttentionSite site = { HEED_ATTENTION_CROSS, 0, 0 };
  g_autoptr(HeedArithmetic) arithmetic = new_arithmetic (site, 5, 5, HEED_CHANGED_NOTHING);
  GtkWidget *rows = get_rows (fixture);

  show_step (fixture, FALSE, TRUE, TRUE);
  heed_step_inspector_set_arithmetic (fixture->inspector, arithmetic);
  heed_step_inspector_set_selected_source (fixture->inspector, 1);
  g_assert_cmpfloat (gtk_widget_get_opacity (rows), <, 0.6);
  heed_step_inspector_set_selected_source (fixture->inspector, -1);
  g_assert_cmpfloat (gtk_widget_get_opacity (rows), >, 0.99);
}

/* The arithmetic of another attention is not shown at all, since its equations may differ. */
static void
test_step_inspector_arithmetic_of_another_site_is_not_shown (Fixture       *fixture,
                                                             gconstpointer  data)
{
  const HeedAttentionSite site = { HEED_ATTENTION_CROSS, 1, 0 };
  g_autoptr(HeedArithmetic) arithmetic = new_arithmetic (site, 5, 5, HEED_CHANGED_NOTHING);

  show_step (fixture, FALSE, TRUE, TRUE);
  heed_step_inspector_set_arithmetic (fixture->inspector, arithmetic);
  assert_says (fixture, "e_i = v^T tanh");
  g_assert_false (gtk_widget_get_visible (get_expander (fixture, 0)));
}

static void
test_step_inspector_says_what_was_changed (Fixture       *fixture,
                                           gconstpointer  data)
{
  const struct { HeedChanged changed; const char *words; } expected[] = {
    { HEED_CHANGED_HIDDEN, "Hidden tokens are left out of the sum." },
    { HEED_CHANGED_PINNED, "set by hand" },
    { HEED_CHANGED_SHARPENED, "multiplied by γ" },
    { HEED_CHANGED_SILENCED, "silenced by hand" },
  };
  const HeedAttentionSite site = { HEED_ATTENTION_CROSS, 0, 0 };

  show_step (fixture, FALSE, TRUE, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr(HeedArithmetic) arithmetic = new_arithmetic (site, 5, 5, expected[i].changed);

      heed_step_inspector_set_arithmetic (fixture->inspector, arithmetic);
      assert_says (fixture, expected[i].words);
    }
}

static void
test_step_inspector_mean_has_no_score (Fixture       *fixture,
                                       gconstpointer  data)
{
  heed_step_inspector_set_score (fixture->inspector, HEED_SCORE_MULTI_HEAD, HEED_SCORE_AS_IN_PAPER);
  heed_step_inspector_set_site (
    fixture->inspector, (HeedAttentionSite) { HEED_ATTENTION_CROSS, 0, HEED_HEAD_MEAN });
  show_step (fixture, FALSE, TRUE, TRUE);
  assert_says (fixture, "A mean over heads has no score");
  assert_says_not (fixture, "e_i =");
  assert_says_not (fixture, "\ne\n");
  assert_says_not (fixture, "α = exp");
  assert_says (fixture, "Economic\n0.671");
}

static void
test_step_inspector_writes_out_the_chosen_source (Fixture       *fixture,
                                                  gconstpointer  data)
{
  show_step (fixture, FALSE, TRUE, TRUE);
  heed_step_inspector_set_selected_source (fixture->inspector, 0);
  assert_says (fixture, "α = exp(1.00 − 3.00) / Σ");
  heed_step_inspector_set_selected_source (fixture->inspector, 99);
  assert_says (fixture, "α = exp(3.00 − 3.00) / Σ");
}

static void
test_step_inspector_chosen_source_is_among_the_rows (Fixture       *fixture,
                                                     gconstpointer  data)
{
  show_step (fixture, FALSE, TRUE, TRUE);
  assert_says_not (fixture, "⟨eos⟩\n−0.75");
  heed_step_inspector_set_selected_source (fixture->inspector, 7);
  assert_says (fixture, "⟨eos⟩\n−0.75\n0.016");
  assert_says (fixture, "and 2 more");
  activate_row (fixture, 0, 5);
  g_assert_cmpuint (fixture->heard.last, ==, 7);
}

static void
test_step_inspector_without_attention_has_no_sources (Fixture       *fixture,
                                                      gconstpointer  data)
{
  heed_step_inspector_set_score (fixture->inspector, HEED_SCORE_NONE, HEED_SCORE_AS_IN_PAPER);
  show_step (fixture, FALSE, FALSE, FALSE);
  assert_says (fixture, "No attention");
  assert_says (fixture, "Next word");
  assert_says_not (fixture, "looks mostly");
  assert_says_not (fixture, "Context vector");
  assert_says_not (fixture, "α");
}

static void
test_step_inspector_context_without_attention_is_no_sum (Fixture       *fixture,
                                                         gconstpointer  data)
{
  heed_step_inspector_set_score (fixture->inspector, HEED_SCORE_NONE, HEED_SCORE_AS_IN_PAPER);
  show_step (fixture, FALSE, FALSE, TRUE);
  assert_says (fixture, "Context vector");
  assert_says_not (fixture, "α");
}

static void
test_step_inspector_forced_token_says_so (Fixture       *fixture,
                                          gconstpointer  data)
{
  show_step (fixture, TRUE, TRUE, TRUE);
  assert_says (fixture, "Step 6 — “économique”, chosen by hand");
}

static void
test_step_inspector_rows_say_what_they_stand_for (Fixture       *fixture,
                                                  gconstpointer  data)
{
  show_step (fixture, FALSE, TRUE, TRUE);
  activate_row (fixture, 0, 5);
  g_assert_cmpuint (fixture->heard.last, ==, 5);

  activate_candidate (fixture, 1);
  g_assert_cmpuint (fixture->heard.last, ==, 12);
  g_assert_cmpuint (fixture->heard.n_times, ==, 2);
}

static void
test_step_inspector_can_be_emptied (Fixture       *fixture,
                                    gconstpointer  data)
{
  show_step (fixture, FALSE, TRUE, TRUE);
  heed_step_inspector_set_step (fixture->inspector, NULL, NULL, NULL, 0);
  assert_says (fixture, "Choose a step to see its arithmetic.");
  assert_says_not (fixture, "économique");
}

/* In encoder self-attention the query is a source token, so no decoding step is explained. */
static void
test_step_inspector_explains_a_source_token (Fixture       *fixture,
                                             gconstpointer  data)
{
  heed_step_inspector_set_score (fixture->inspector, HEED_SCORE_MULTI_HEAD, HEED_SCORE_AS_IN_PAPER);
  heed_step_inspector_set_site (fixture->inspector,
                                (HeedAttentionSite) { HEED_ATTENTION_ENCODER_SELF, 1, 0 });
  show_step (fixture, FALSE, TRUE, TRUE);
  heed_step_inspector_set_source_row (fixture->inspector, 2, fixture->weights, fixture->scores,
                                      N_KEYS);
  assert_says (fixture, "Source token 3 — “");
  assert_says (fixture, "looks mostly at");
  assert_says (fixture, "{q · k_i / √d}\nq = W_q h_j");
  assert_says_not (fixture, "Context vector");
  assert_says_not (fixture, "Next word");
  assert_says (fixture, "asked only of the decoder’s rows");

  heed_step_inspector_set_site (fixture->inspector,
                                (HeedAttentionSite) { HEED_ATTENTION_CROSS, 1, 0 });
  show_step (fixture, FALSE, TRUE, TRUE);
  assert_says (fixture, "Step 6");
  assert_says (fixture, "Context vector");
  assert_says (fixture, "Next word");
  assert_says_not (fixture, "asked only of the decoder’s rows");

  heed_step_inspector_set_source_row (fixture->inspector, -1, NULL, NULL, 0);
  assert_says (fixture, "Choose a step to see its arithmetic.");
}

static void
test_step_inspector_formula_is_of_this_model (Fixture       *fixture,
                                              gconstpointer  data)
{
  heed_step_inspector_set_score (fixture->inspector, HEED_SCORE_MULTI_HEAD, HEED_SCORE_UNSCALED);
  show_step (fixture, FALSE, TRUE, TRUE);
  assert_says (fixture, "e_i = q · k_i\nq = W_q s");
  assert_says_not (fixture, "√d");
}

static void
test_step_inspector_looking_back_sees_target_tokens (Fixture       *fixture,
                                                     gconstpointer  data)
{
  heed_step_inspector_set_site (fixture->inspector,
                                (HeedAttentionSite) { HEED_ATTENTION_DECODER_SELF, 0, 0 });
  show_step (fixture, FALSE, TRUE, TRUE);
  assert_says (fixture, "target");
  assert_says_not (fixture, "Context vector");
  assert_says (fixture, "Next word");
}

static void
test_step_inspector_more_keys_than_names_is_no_crash (Fixture       *fixture,
                                                      gconstpointer  data)
{
  heed_step_inspector_set_source (fixture->inspector, NULL, 0);
  show_step (fixture, FALSE, TRUE, TRUE);
  assert_says (fixture, "looks mostly at “?”");
}

static void
test_step_inspector_scrolls_when_there_is_no_room (Fixture       *fixture,
                                                   gconstpointer  data)
{
  int minimum;

  show_step (fixture, FALSE, TRUE, TRUE);
  gtk_widget_measure (fixture->widget, GTK_ORIENTATION_VERTICAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <, 200);
}

static void
test_step_inspector_is_labelled_by_its_headline (Fixture       *fixture,
                                                 gconstpointer  data)
{
  show_step (fixture, FALSE, TRUE, TRUE);
  gtk_test_accessible_assert_role (fixture->widget, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_test_accessible_assert_property (fixture->widget, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Step 6 — choosing “économique”");
}

static void
add (const char *path,
     void      (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

/* --- Words in pieces --- */

/* "é|conom|ique", whose second piece is row 5. Source tokens 4 to 6 form one word,
 * whose weight is 0.3 less than that of the heaviest piece alone. */
static void
show_word (Fixture *fixture,
           guint    n_pieces)
{
  static const HeedToken shown = { .id = 71, .text = "▁économique" };
  static const HeedToken pieces[] = {
    { .id = 1, .text = "▁é" }, { .id = 2, .text = "conom" }, { .id = 3, .text = "ique" },
  };
  static const HeedToken columns[] = {
    { .id = 1, .text = "▁the" }, { .id = 2, .text = "▁agreement" }, { .id = 3, .text = "▁on" },
    { .id = 4, .text = "▁the" }, { .id = 5, .text = "▁EuropeanEconomicArea" },
    { .id = 6, .text = "</s>", .is_special = TRUE },
  };
  static const guint starts[] = { 0, 1, 2, 3, 4, 7, 8 };
  static const float weights[] = { 0.25f, 0.125f, 0.0625f, 0.0625f, 0.375f, 0.125f };
  HeedRowWord *word = heed_row_word_new (&shown, pieces, n_pieces, n_pieces > 1 ? 4 : 5);

  heed_row_word_set_columns (word, columns, starts, weights, G_N_ELEMENTS (weights));
  heed_step_inspector_take_word (fixture->inspector, word);
  show_step (fixture, FALSE, TRUE, TRUE);
}

/* The rows are the words of the heatmap with their weights; no number
 * of a single piece is shown as that of the word. */
static void
test_step_inspector_speaks_of_the_word (Fixture       *fixture,
                                        gconstpointer  data)
{
  show_word (fixture, 3);
  assert_says (fixture, "Steps 5–7 — choosing “économique”");
  assert_says (fixture, "looks mostly at “EuropeanEconomicArea” · entropy 2.28 bits");
  assert_says (fixture, "pieces of “économique”:\né\nconom\nique\n");
  assert_says (fixture, "EuropeanEconomicArea\n0.375\n");
  assert_says (fixture, "the\n0.250\n");
  assert_says (fixture, "the sum over source pieces");
  assert_says (fixture, "Next piece, at “conom”");
  assert_says (fixture, "8 numbers, at “conom”");
  assert_says_not (fixture, "α = exp");
  assert_says_not (fixture, "\ne\n");
}

/* A word of one token that attends to single tokens keeps its scores. */
static void
test_step_inspector_whole_word_keeps_its_scores (Fixture       *fixture,
                                                 gconstpointer  data)
{
  show_word (fixture, 1);
  assert_says (fixture, "Step 6 — choosing “économique”");
  assert_says (fixture, "Next word");
  assert_says (fixture, "EuropeanEconomicArea\n0.375\n");
  assert_says (fixture, "the\n1.00\n0.250\n");
  assert_says_not (fixture, "pieces of “économique”");
  assert_says (fixture, "pieces of “EuropeanEconomicArea”:\nEuropean\nEconomic\nArea\n");
  assert_says_not (fixture, "α = exp");

  heed_step_inspector_set_selected_source (fixture->inspector, 0);
  assert_says (fixture, "α = exp(1.00 − 3.00) / Σ");
  assert_says_not (fixture, "pieces of “Euro");
}

/* The arithmetic concerns two pieces, and names them. */
static void
test_step_inspector_arithmetic_names_its_pieces (Fixture       *fixture,
                                                 gconstpointer  data)
{
  const HeedAttentionSite site = { HEED_ATTENTION_CROSS, 0, 0 };
  g_autoptr(HeedArithmetic) arithmetic = new_arithmetic (site, 5, 5, HEED_CHANGED_NOTHING);

  show_word (fixture, 3);
  heed_step_inspector_set_arithmetic (fixture->inspector, arithmetic);
  g_assert_cmpuint (heed_step_inspector_get_written_source (fixture->inspector), ==, 5);
  assert_says (fixture, "Every number on the way from “conom” to “Economic”");
  g_assert_cmpfloat (gtk_widget_get_opacity (get_rows (fixture)), >, 0.99);

  heed_step_inspector_set_selected_source (fixture->inspector, 6);
  g_assert_cmpuint (heed_step_inspector_get_written_source (fixture->inspector), ==, 6);
  assert_says (fixture, "Every number on the way from “conom” to “Area”");
  assert_says (fixture, "looks mostly at “EuropeanEconomicArea”");
  g_assert_cmpfloat (gtk_widget_get_opacity (get_rows (fixture)), <, 0.6);
}

static void
press_piece (Fixture *fixture,
             guint    group,
             guint    piece)
{
  GtkWidget *buttons = drawn_find (fixture->widget, HEED_TYPE_PIECE_BUTTONS, group);

  g_signal_emit_by_name (drawn_find (buttons, GTK_TYPE_TOGGLE_BUTTON, piece), "clicked");
}

static void
test_step_inspector_pieces_can_be_chosen (Fixture       *fixture,
                                          gconstpointer  data)
{
  DrawnSignal rows = { 0 };
  GtkWidget *buttons;

  drawn_listen (fixture->widget, "row-activated", &rows);
  show_word (fixture, 3);
  press_piece (fixture, 0, 2);
  g_assert_cmpuint (rows.last, ==, 6);
  press_piece (fixture, 1, 0);
  g_assert_cmpuint (fixture->heard.last, ==, 4);
  activate_row (fixture, 0, 4);
  g_assert_cmpuint (fixture->heard.last, ==, 5);

  /* Pressing a button that is already active keeps it active. */
  press_piece (fixture, 0, 1);
  buttons = drawn_find (fixture->widget, HEED_TYPE_PIECE_BUTTONS, 0);
  g_assert_true (gtk_toggle_button_get_active (
    GTK_TOGGLE_BUTTON (drawn_find (buttons, GTK_TYPE_TOGGLE_BUTTON, 1))));
  g_assert_cmpuint (heed_piece_buttons_get_n_pieces (HEED_PIECE_BUTTONS (buttons)), ==, 3);
}

/* Without a word, the inspector describes tokens again. */
static void
test_step_inspector_lets_go_of_the_word (Fixture       *fixture,
                                         gconstpointer  data)
{
  show_word (fixture, 3);
  heed_step_inspector_take_word (fixture->inspector, NULL);
  show_step (fixture, FALSE, TRUE, TRUE);
  assert_says (fixture, "Step 6 — choosing “économique”");
  assert_says (fixture, "Economic\n3.00\n0.671\n");
  assert_says (fixture, "α = exp(3.00 − 3.00)");
  assert_says_not (fixture, "pieces of");
  assert_says_not (fixture, "the sum over");
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  heed_style_install (gdk_display_get_default ());

  add ("/ui/step-inspector/starts-empty", test_step_inspector_starts_empty);
  add ("/ui/step-inspector/explains-a-step", test_step_inspector_explains_a_step);
  add ("/ui/step-inspector/sources-keep-their-order",
       test_step_inspector_sources_keep_their_order);
  add ("/ui/step-inspector/opens-the-arithmetic", test_step_inspector_opens_the_arithmetic);
  add ("/ui/step-inspector/tab-passes-what-is-closed",
       test_step_inspector_tab_passes_what_is_closed);
  add ("/ui/step-inspector/older-arithmetic-is-paler",
       test_step_inspector_older_arithmetic_is_paler);
  add ("/ui/step-inspector/arithmetic-of-another-site-is-not-shown",
       test_step_inspector_arithmetic_of_another_site_is_not_shown);
  add ("/ui/step-inspector/says-what-was-changed", test_step_inspector_says_what_was_changed);
  add ("/ui/step-inspector/mean-has-no-score", test_step_inspector_mean_has_no_score);
  add ("/ui/step-inspector/writes-out-the-chosen-source",
       test_step_inspector_writes_out_the_chosen_source);
  add ("/ui/step-inspector/chosen-source-is-among-the-rows",
       test_step_inspector_chosen_source_is_among_the_rows);
  add ("/ui/step-inspector/without-attention-has-no-sources",
       test_step_inspector_without_attention_has_no_sources);
  add ("/ui/step-inspector/context-without-attention-is-no-sum",
       test_step_inspector_context_without_attention_is_no_sum);
  add ("/ui/step-inspector/forced-token-says-so", test_step_inspector_forced_token_says_so);
  add ("/ui/step-inspector/rows-say-what-they-stand-for",
       test_step_inspector_rows_say_what_they_stand_for);
  add ("/ui/step-inspector/can-be-emptied", test_step_inspector_can_be_emptied);
  add ("/ui/step-inspector/explains-a-source-token", test_step_inspector_explains_a_source_token);
  add ("/ui/step-inspector/formula-is-of-this-model", test_step_inspector_formula_is_of_this_model);
  add ("/ui/step-inspector/looking-back-sees-target-tokens",
       test_step_inspector_looking_back_sees_target_tokens);
  add ("/ui/step-inspector/more-keys-than-names-is-no-crash",
       test_step_inspector_more_keys_than_names_is_no_crash);
  add ("/ui/step-inspector/scrolls-when-there-is-no-room",
       test_step_inspector_scrolls_when_there_is_no_room);
  add ("/ui/step-inspector/is-labelled-by-its-headline",
       test_step_inspector_is_labelled_by_its_headline);

  add ("/ui/step-inspector/speaks-of-the-word", test_step_inspector_speaks_of_the_word);
  add ("/ui/step-inspector/whole-word-keeps-its-scores",
       test_step_inspector_whole_word_keeps_its_scores);
  add ("/ui/step-inspector/arithmetic-names-its-pieces",
       test_step_inspector_arithmetic_names_its_pieces);
  add ("/ui/step-inspector/pieces-can-be-chosen", test_step_inspector_pieces_can_be_chosen);
  add ("/ui/step-inspector/lets-go-of-the-word", test_step_inspector_lets_go_of_the_word);

  return g_test_run ();
}
