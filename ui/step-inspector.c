/* step-inspector.c — the arithmetic of one decoding step
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Three cards show where the step looks, what it reads there, and the candidates for its output,
 * each with its equations and, when expanded, every number on the way. All numbers are the step's
 * own; only what a reader could compute from the numbers shown (a sum, an exponential, an entropy)
 * is computed here.
 */

#include "ui/step-inspector.h"

#include <glib/gi18n.h>
#include <math.h>

#include "ui/arithmetic-rows.h"
#include "ui/attention-card.h"
#include "ui/formula.h"
#include "ui/row-headline.h"
#include "ui/token-label.h"
#include "ui/vector-bar.h"
#include "ui/weight-bars.h"
#include "ui/wrap-layout.h"

#define TEMPLATE       "/org/heed/Heed/ui/step-inspector.ui"
#define HINT_SPACING_PX 6
#define MAX_CANDIDATES 8
#define CONTEXT_TRACE  "context"

/**
 * HeedStepInspector:
 *
 * Explains how one target token was computed.
 *
 * ## Keyboard
 *
 * Tab moves from one list to the next; for keys in a list see [class@Heed.WeightBars].
 *
 * ## CSS nodes
 *
 * One node named `stepinspector`; its cards are boxes with the class `card`.
 *
 * ## Accessibility
 *
 * A group labelled by its headline.
 */
struct _HeedStepInspector
{
  GtkWidget           parent_instance;

  GtkWidget          *stack;
  HeedAttentionCard  *attention;
  GtkWidget          *context_card;
  GtkWidget          *context_heading;
  GtkWidget          *context_title;
  HeedFormula        *context_formula;
  HeedVectorBar      *context;
  GtkWidget          *context_expander;
  HeedArithmeticRows *context_rows;
  GtkWidget          *encoder_note;
  GtkWidget          *candidates_card;
  GtkWidget          *candidates_heading;
  GtkWidget          *candidates_title;
  HeedWeightBars     *candidates;
  GtkWidget          *more_cards;
  GtkWidget          *output_expander;
  HeedFormula        *output_formula;
  HeedArithmeticRows *output_rows;

  HeedArithmetic     *arithmetic;      /* may be of an earlier step or site; or NULL */
  guint32            *candidate_ids;   /* token ids, in the order of the rows */
  int                 selected_source; /* -1: the heaviest */
};

enum {
  PROP_0,
  PROP_SELECTED_SOURCE,
  N_PROPS
};

enum {
  SIGNAL_SOURCE_ACTIVATED,
  SIGNAL_ROW_ACTIVATED,
  SIGNAL_CANDIDATE_ACTIVATED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeedStepInspector, heed_step_inspector, GTK_TYPE_WIDGET)

/* --- The arithmetic of it --- */

static void
set_formula (HeedStepInspector *self,
             HeedFormula       *formula,
             HeedStage          stage)
{
  HeedArithmetic *arithmetic = heed_attention_card_get_arithmetic (self->attention);
  const char *equation = arithmetic != NULL ? arithmetic->equations[stage] : "";

  heed_formula_set_equation (formula, equation);
  heed_formula_set_arithmetic (formula, arithmetic);
  gtk_widget_set_visible (GTK_WIDGET (formula), *equation != '\0');
}

/* The rows are dimmed while they still show the numbers of another step or token. */
static void
show_whether_current (HeedStepInspector *self)
{
  double opacity = heed_attention_card_is_current (self->attention) ? 1.0 : 0.5;

  gtk_widget_set_opacity (GTK_WIDGET (self->context_rows), opacity);
  gtk_widget_set_opacity (GTK_WIDGET (self->output_rows), opacity);
}

static void
show_formula (HeedStepInspector *self)
{
  HeedArithmetic *arithmetic = heed_attention_card_get_arithmetic (self->attention);

  set_formula (self, self->context_formula, HEED_STAGE_CONTEXT);
  set_formula (self, self->output_formula, HEED_STAGE_OUTPUT);
  heed_arithmetic_rows_set_arithmetic (self->context_rows, arithmetic);
  heed_arithmetic_rows_set_arithmetic (self->output_rows, arithmetic);
  gtk_widget_set_visible (self->context_expander, arithmetic != NULL);
  gtk_widget_set_visible (self->output_expander, arithmetic != NULL);
  show_whether_current (self);
}

static void
pointed_at_cb (HeedStepInspector *self,
               int                quantity)
{
  heed_attention_card_light_up (self->attention, quantity);
  heed_formula_light_up (self->context_formula, quantity);
  heed_formula_light_up (self->output_formula, quantity);
  heed_arithmetic_rows_light_up (self->context_rows, quantity);
  heed_arithmetic_rows_light_up (self->output_rows, quantity);
}

/* --- Headline, context and candidates ------------ */

static void
set_headline (HeedStepInspector *self,
              const char        *text)
{
  heed_attention_card_set_headline (self->attention, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

/* The word of the row if it consists of several pieces; else NULL. */
static const HeedRowWord *
get_pieces (HeedStepInspector *self)
{
  const HeedRowWord *word = heed_attention_card_get_word (self->attention);

  return word != NULL && word->n_pieces > 1 ? word : NULL;
}

/* The spelling of the piece at a row, or NULL. */
static const char *
get_piece (HeedStepInspector *self,
           guint              row)
{
  const HeedRowWord *word = get_pieces (self);

  return word != NULL && row >= word->first && row - word->first < word->n_pieces
         ? word->pieces[row - word->first] : NULL;
}

static void
show_headline (HeedStepInspector *self,
               const HeedStep    *step)
{
  g_autofree char *text =
    heed_row_headline_new_step (heed_attention_card_get_word (self->attention), step);

  set_headline (self, text);
}

/* The trace of the given layer or, if attention layers are numbered differently, the last one. */
static const HeedTrace *
find_trace (const HeedStep *step,
            const char     *name,
            int             layer)
{
  const HeedTrace *found = NULL;

  for (guint i = 0; i < step->n_traces; i++)
    if (g_strcmp0 (step->traces[i].name, name) == 0)
      {
        found = &step->traces[i];
        if ((int) found->layer == layer)
          return found;
      }

  return found;
}

static void
show_context (HeedStepInspector *self,
              const HeedStep    *step)
{
  HeedAttentionSite site = heed_attention_card_get_site (self->attention);
  const HeedTrace *trace = site.kind == HEED_ATTENTION_CROSS
                           ? find_trace (step, CONTEXT_TRACE, site.layer) : NULL;
  const char *piece = get_piece (self, step->position);
  g_autofree char *size = NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->context_card, trace != NULL);

  if (trace == NULL)
    return;

  size = g_strdup_printf (ngettext ("%u number", "%u numbers", trace->n_values), trace->n_values);
  /* Translators: "256 numbers", and the piece of a word at which they are read. */
  text = piece != NULL ? g_strdup_printf (_("%s, at “%s”"), size, piece) : g_strdup (size);
  gtk_label_set_text (GTK_LABEL (self->context_title), text);
  heed_vector_bar_set_values (self->context, trace->values, trace->n_values);
}

static void
show_candidates_title (HeedStepInspector *self,
                       guint              row)
{
  const char *piece = get_piece (self, row);
  /* Translators: a piece of the word that is looked at. */
  g_autofree char *text = piece != NULL ? g_strdup_printf (_("Next piece, at “%s”"), piece)
                                        : g_strdup (_("Next word"));

  gtk_label_set_text (GTK_LABEL (self->candidates_title), text);
}

static void
show_candidates (HeedStepInspector *self,
                 const HeedStep    *step)
{
  HeedWeightBar bars[MAX_CANDIDATES];
  g_auto(GStrv) labels = g_new0 (char *, MAX_CANDIDATES + 1);
  guint n_bars = MIN (step->n_candidates, MAX_CANDIDATES);

  g_free (self->candidate_ids);
  self->candidate_ids = g_new0 (guint32, n_bars);

  for (guint i = 0; i < n_bars; i++)
    {
      const HeedCandidate *candidate = &step->candidates[i];

      labels[i] = heed_token_label_new (&candidate->token);
      self->candidate_ids[i] = candidate->token.id;
      bars[i] = (HeedWeightBar) {
        .label = labels[i],
        .value = exp (candidate->log_prob),
        .score = NAN,
        .is_strong = candidate->token.id == step->token.id,
      };
    }

  heed_weight_bars_set_bars (self->candidates, bars, n_bars);
  show_candidates_title (self, step->position);
  gtk_widget_set_visible (self->candidates_card, n_bars > 0);
}

static void
key_chosen_cb (HeedStepInspector *self,
               guint              key)
{
  g_signal_emit (self, signals[SIGNAL_SOURCE_ACTIVATED], 0, key);
}

static void
query_chosen_cb (HeedStepInspector *self,
                 guint              row)
{
  g_signal_emit (self, signals[SIGNAL_ROW_ACTIVATED], 0, row);
}

static void
candidate_activated_cb (HeedStepInspector *self,
                        guint              index)
{
  g_return_if_fail (index < heed_weight_bars_get_n_bars (self->candidates));

  g_signal_emit (self, signals[SIGNAL_CANDIDATE_ACTIVATED], 0, self->candidate_ids[index]);
}

static void
heed_step_inspector_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), HEED_TYPE_STEP_INSPECTOR);

  G_OBJECT_CLASS (heed_step_inspector_parent_class)->dispose (object);
}

static void
heed_step_inspector_finalize (GObject *object)
{
  HeedStepInspector *self = HEED_STEP_INSPECTOR (object);

  g_clear_pointer (&self->arithmetic, heed_arithmetic_unref);
  g_clear_pointer (&self->candidate_ids, g_free);

  G_OBJECT_CLASS (heed_step_inspector_parent_class)->finalize (object);
}

static void
heed_step_inspector_get_property (GObject    *object,
                                  guint       property_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  switch (property_id)
    {
    case PROP_SELECTED_SOURCE:
      g_value_set_int (value,
                       heed_step_inspector_get_selected_source (HEED_STEP_INSPECTOR (object)));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
heed_step_inspector_set_property (GObject      *object,
                                  guint         property_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  switch (property_id)
    {
    case PROP_SELECTED_SOURCE:
      heed_step_inspector_set_selected_source (HEED_STEP_INSPECTOR (object),
                                               g_value_get_int (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (HEED_TYPE_ARITHMETIC_ROWS);
  g_type_ensure (HEED_TYPE_ATTENTION_CARD);
  g_type_ensure (HEED_TYPE_FORMULA);
  g_type_ensure (HEED_TYPE_VECTOR_BAR);
  g_type_ensure (HEED_TYPE_WEIGHT_BARS);

  gtk_widget_class_set_template_from_resource (widget_class, TEMPLATE);
  gtk_widget_class_bind_template_child (widget_class, HeedStepInspector, stack);
  gtk_widget_class_bind_template_child (widget_class, HeedStepInspector, attention);
  gtk_widget_class_bind_template_child (widget_class, HeedStepInspector, context_card);
  gtk_widget_class_bind_template_child (widget_class, HeedStepInspector, context_heading);
  gtk_widget_class_bind_template_child (widget_class, HeedStepInspector, context_title);
  gtk_widget_class_bind_template_child (widget_class, HeedStepInspector, context_formula);
  gtk_widget_class_bind_template_child (widget_class, HeedStepInspector, context);
  gtk_widget_class_bind_template_child (widget_class, HeedStepInspector, context_expander);
  gtk_widget_class_bind_template_child (widget_class, HeedStepInspector, context_rows);
  gtk_widget_class_bind_template_child (widget_class, HeedStepInspector, encoder_note);
  gtk_widget_class_bind_template_child (widget_class, HeedStepInspector, candidates_card);
  gtk_widget_class_bind_template_child (widget_class, HeedStepInspector, candidates_heading);
  gtk_widget_class_bind_template_child (widget_class, HeedStepInspector, candidates_title);
  gtk_widget_class_bind_template_child (widget_class, HeedStepInspector, candidates);
  gtk_widget_class_bind_template_child (widget_class, HeedStepInspector, more_cards);
  gtk_widget_class_bind_template_child (widget_class, HeedStepInspector, output_expander);
  gtk_widget_class_bind_template_child (widget_class, HeedStepInspector, output_formula);
  gtk_widget_class_bind_template_child (widget_class, HeedStepInspector, output_rows);
  gtk_widget_class_bind_template_callback (widget_class, key_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, query_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, candidate_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, pointed_at_cb);
}

static void
heed_step_inspector_class_init (HeedStepInspectorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = heed_step_inspector_dispose;
  object_class->finalize = heed_step_inspector_finalize;
  object_class->get_property = heed_step_inspector_get_property;
  object_class->set_property = heed_step_inspector_set_property;

  /**
   * HeedStepInspector:selected-source:
   *
   * The source token whose softmax is written out; -1 for the heaviest.
   */
  properties[PROP_SELECTED_SOURCE] =
    g_param_spec_int ("selected-source", NULL, NULL,
                      -1, G_MAXINT, -1,
                      G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * HeedStepInspector::source-activated:
   * @column: index of the source token, from 0
   */
  signals[SIGNAL_SOURCE_ACTIVATED] =
    g_signal_new ("source-activated", HEED_TYPE_STEP_INSPECTOR, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_UINT);

  /**
   * HeedStepInspector::row-activated:
   * @row: the row of another piece of the word shown
   */
  signals[SIGNAL_ROW_ACTIVATED] =
    g_signal_new ("row-activated", HEED_TYPE_STEP_INSPECTOR, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_UINT);

  /**
   * HeedStepInspector::candidate-activated:
   * @token_id: the token to continue with instead
   */
  signals[SIGNAL_CANDIDATE_ACTIVATED] =
    g_signal_new ("candidate-activated", HEED_TYPE_STEP_INSPECTOR, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_UINT);

  bind_template (widget_class);
  gtk_widget_class_set_css_name (widget_class, "stepinspector");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
heed_step_inspector_init (HeedStepInspector *self)
{
  self->selected_source = -1;

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (self->context_heading, heed_wrap_layout_new (HINT_SPACING_PX, 0));
  gtk_widget_set_layout_manager (self->candidates_heading,
                                 heed_wrap_layout_new (HINT_SPACING_PX, 0));
  heed_arithmetic_rows_set_stages (self->context_rows, HEED_STAGE_CONTEXT, HEED_STAGE_CONTEXT);
  heed_arithmetic_rows_set_stages (self->output_rows, HEED_STAGE_OUTPUT, HEED_STAGE_OUTPUT);
  show_formula (self);
}

/**
 * heed_step_inspector_new:
 *
 * Returns: (transfer full): an inspector without a step
 */
GtkWidget *
heed_step_inspector_new (void)
{
  return g_object_new (HEED_TYPE_STEP_INSPECTOR, NULL);
}

/**
 * heed_step_inspector_add_card:
 * @card: an additional card, shown below the others
 */
void
heed_step_inspector_add_card (HeedStepInspector *self,
                              GtkWidget         *card)
{
  g_return_if_fail (HEED_IS_STEP_INSPECTOR (self));
  g_return_if_fail (GTK_IS_WIDGET (card));

  gtk_box_append (GTK_BOX (self->more_cards), card);
}

/**
 * heed_step_inspector_add_below_candidates:
 * @widget: further actions for candidates, shown below them
 */
void
heed_step_inspector_add_below_candidates (HeedStepInspector *self,
                                          GtkWidget         *widget)
{
  g_return_if_fail (HEED_IS_STEP_INSPECTOR (self));
  g_return_if_fail (GTK_IS_WIDGET (widget));

  gtk_box_insert_child_after (GTK_BOX (self->candidates_card), widget,
                              GTK_WIDGET (self->candidates));
}

/**
 * heed_step_inspector_set_score:
 * @score_kind: the score function of the model, which selects the formula
 * @variation: how its heads differ from the usual equation
 */
void
heed_step_inspector_set_score (HeedStepInspector  *self,
                               HeedScoreKind       score_kind,
                               HeedScoreVariation  variation)
{
  g_return_if_fail (HEED_IS_STEP_INSPECTOR (self));

  heed_attention_card_set_score (self->attention, score_kind, variation);
}

/**
 * heed_step_inspector_set_site:
 * @site: the site of the weights set from now on
 */
void
heed_step_inspector_set_site (HeedStepInspector *self,
                              HeedAttentionSite  site)
{
  g_return_if_fail (HEED_IS_STEP_INSPECTOR (self));

  if (heed_attention_card_set_site (self->attention, site))
    show_formula (self);
}

/**
 * heed_step_inspector_set_source:
 * @tokens: (array length=n_tokens): the tokens of the keys
 *
 * Setting the same tokens again costs next to nothing.
 */
void
heed_step_inspector_set_source (HeedStepInspector *self,
                                const HeedToken   *tokens,
                                guint              n_tokens)
{
  g_return_if_fail (HEED_IS_STEP_INSPECTOR (self));
  g_return_if_fail (tokens != NULL || n_tokens == 0);

  heed_attention_card_set_keys (self->attention, tokens, n_tokens);
}

/**
 * heed_step_inspector_take_word:
 * @word: (transfer full) (nullable): the word that the next row belongs to
 *
 * When pieces are merged into words, the next row is presented as this word.
 */
void
heed_step_inspector_take_word (HeedStepInspector *self,
                               HeedRowWord       *word)
{
  g_return_if_fail (HEED_IS_STEP_INSPECTOR (self));

  heed_attention_card_take_word (self->attention, word);
}

/**
 * heed_step_inspector_set_picture_note:
 * @text: (nullable): how the picture differs from the list
 *
 * The list shows the weights as computed; a picture may leave some of them out.
 */
void
heed_step_inspector_set_picture_note (HeedStepInspector *self,
                                      const char        *text)
{
  g_return_if_fail (HEED_IS_STEP_INSPECTOR (self));

  heed_attention_card_set_picture_note (self->attention, text);
}

/**
 * heed_step_inspector_set_step:
 * @step: (nullable): the step to explain; %NULL for none
 * @weights: (nullable) (array length=n_keys): its attention weights at the current site
 * @scores: (nullable) (array length=n_keys): the scores before the softmax
 * @n_keys: number of keys
 *
 * Everything is copied.
 */
void
heed_step_inspector_set_step (HeedStepInspector *self,
                              const HeedStep    *step,
                              const float       *weights,
                              const float       *scores,
                              guint              n_keys)
{
  g_return_if_fail (HEED_IS_STEP_INSPECTOR (self));

  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), step != NULL ? "step" : "empty");

  if (step == NULL)
    return;

  heed_attention_card_set_row (self->attention, (int) step->position, weights, scores, n_keys);
  gtk_widget_set_visible (self->encoder_note, FALSE);
  show_headline (self, step);
  show_formula (self);
  show_context (self, step);
  show_candidates (self, step);
}

/**
 * heed_step_inspector_set_source_row:
 * @position: of the query token in the source; -1 for none
 * @weights: (nullable) (array length=n_keys): its attention weights
 * @scores: (nullable) (array length=n_keys): the scores before the softmax
 * @n_keys: number of keys
 */
void
heed_step_inspector_set_source_row (HeedStepInspector *self,
                                    int                position,
                                    const float       *weights,
                                    const float       *scores,
                                    guint              n_keys)
{
  g_autofree char *text = NULL;

  g_return_if_fail (HEED_IS_STEP_INSPECTOR (self));

  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), position >= 0 ? "step" : "empty");

  if (position < 0)
    return;

  heed_attention_card_set_row (self->attention, position, weights, scores, n_keys);
  text = heed_row_headline_new_source (heed_attention_card_get_word (self->attention),
                                       (guint) position,
                                       heed_attention_card_get_key_label (self->attention,
                                                                          (guint) position));
  set_headline (self, text);
  show_formula (self);
  gtk_widget_set_visible (self->encoder_note, TRUE);
  gtk_widget_set_visible (self->context_card, FALSE);
  gtk_widget_set_visible (self->candidates_card, FALSE);
}

/**
 * heed_step_inspector_set_arithmetic:
 * @arithmetic: (nullable): how the written-out weight was computed
 *
 * Numbers of an earlier step or token stay visible but dimmed until their successors are set.
 */
void
heed_step_inspector_set_arithmetic (HeedStepInspector *self,
                                    HeedArithmetic    *arithmetic)
{
  g_return_if_fail (HEED_IS_STEP_INSPECTOR (self));

  if (self->arithmetic == arithmetic)
    return;

  heed_arithmetic_unref (self->arithmetic);
  self->arithmetic = arithmetic != NULL ? heed_arithmetic_ref (arithmetic) : NULL;
  heed_attention_card_set_arithmetic (self->attention, arithmetic);
  show_formula (self);
}

/**
 * heed_step_inspector_get_selected_source:
 *
 * Returns: the source token whose softmax is written out; -1 for the heaviest
 */
int
heed_step_inspector_get_selected_source (HeedStepInspector *self)
{
  g_return_val_if_fail (HEED_IS_STEP_INSPECTOR (self), -1);

  return self->selected_source;
}

/**
 * heed_step_inspector_set_selected_source:
 * @column: the source token whose softmax is written out; -1 for the heaviest
 */
void
heed_step_inspector_set_selected_source (HeedStepInspector *self,
                                         int                column)
{
  g_return_if_fail (HEED_IS_STEP_INSPECTOR (self));

  if (self->selected_source == column)
    return;

  self->selected_source = column;
  heed_attention_card_set_selected (self->attention, column);
  show_whether_current (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED_SOURCE]);
}

/**
 * heed_step_inspector_get_written_source:
 *
 * Returns: the source token whose numbers are written out: the selected one, or the heaviest
 */
guint
heed_step_inspector_get_written_source (HeedStepInspector *self)
{
  g_return_val_if_fail (HEED_IS_STEP_INSPECTOR (self), 0);

  return heed_attention_card_get_written (self->attention);
}
