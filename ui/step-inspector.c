/* step-inspector.c — the arithmetic of one decoding step
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Three cards: where it looked, what it read there, and what it may say next, each
 * with its equations and, for whoever opens them, every number on the way. All
 * numbers are the step's own; what is computed here is what a reader would compute
 * on paper from those that are shown (a sum, an exponential, an entropy).
 */

#include "ui/step-inspector.h"

#include <glib/gi18n.h>
#include <math.h>

#include "ui/arithmetic-rows.h"
#include "ui/formula.h"
#include "ui/number-format.h"
#include "ui/score-formula.h"
#include "ui/source-weights.h"
#include "ui/token-label.h"
#include "ui/vector-bar.h"
#include "ui/weight-bars.h"
#include "ui/weight-order.h"
#include "ui/wrap-layout.h"

#define TEMPLATE       "/org/heed/Heed/ui/step-inspector.ui"
#define HINT_SPACING_PX 6
#define MAX_CANDIDATES 8
#define CONTEXT_TRACE  "context"

/**
 * HeedStepInspector:
 *
 * Explains how one target token came about.
 *
 * ## Keyboard
 *
 * Tab goes from one list to the next; in a list as in [class@Heed.WeightBars].
 *
 * ## CSS nodes
 *
 * One node named `stepinspector`; its parts are boxes with the class `card`.
 *
 * ## Accessibility
 *
 * A group that is labelled by its headline.
 */
struct _HeedStepInspector
{
  GtkWidget       parent_instance;

  GtkWidget      *stack;
  GtkWidget      *headline;
  GtkWidget      *subline;
  HeedFormula    *formula;
  GtkWidget      *remark;
  HeedSourceWeights *sources;
  GtkWidget      *softmax;
  GtkWidget      *score_expander;
  HeedArithmeticRows *score_rows;
  GtkWidget      *context_card;
  GtkWidget      *context_heading;
  GtkWidget      *context_title;
  HeedFormula    *context_formula;
  HeedVectorBar  *context;
  GtkWidget      *context_expander;
  HeedArithmeticRows *context_rows;
  GtkWidget      *candidates_card;
  GtkWidget      *candidates_heading;
  HeedWeightBars *candidates;
  GtkWidget      *more_cards;
  GtkWidget      *output_expander;
  HeedFormula    *output_formula;
  HeedArithmeticRows *output_rows;

  HeedScoreKind   score_kind;
  HeedScoreVariation score_variation;
  HeedAttentionSite site;          /* which head of it is not read */
  HeedArithmetic *arithmetic;      /* of what is shown, or of what was before; or NULL */
  char          **source_labels;   /* ended by NULL */

  float          *weights;         /* n_keys; NULL without attention */
  float          *scores;          /* n_keys; NULL if not known */
  guint           n_keys;

  guint32        *candidate_ids;   /* as the rows are shown */
  int             selected_source; /* -1: the heaviest */
  int             query;           /* the row that is shown; -1: none */
};

enum {
  PROP_0,
  PROP_SELECTED_SOURCE,
  N_PROPS
};

enum {
  SIGNAL_SOURCE_ACTIVATED,
  SIGNAL_CANDIDATE_ACTIVATED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeedStepInspector, heed_step_inspector, GTK_TYPE_WIDGET)

/* --- Where it looks --- */

/* Of this site, whatever step: its equations are the same at each. */
static gboolean
has_equations (HeedStepInspector *self)
{
  return self->arithmetic != NULL && self->arithmetic->site.kind == self->site.kind &&
         self->arithmetic->site.layer == self->site.layer &&
         self->arithmetic->site.head == self->site.head;
}

/* Of several heads a mean is looked at, which no head computes. Of one it is that
 * head, as its arithmetic knows. */
static gboolean
is_mean (HeedStepInspector *self)
{
  if (self->site.head != HEED_HEAD_MEAN || !heed_score_get_info (self->score_kind)->has_heads)
    return FALSE;

  return !has_equations (self) || *self->arithmetic->equations[HEED_STAGE_SCORE] == '\0';
}

/* A mean over heads has weights, but no score. */
static const float *
get_scores (HeedStepInspector *self)
{
  return is_mean (self) ? NULL : self->scores;
}

static const char *
get_source_label (HeedStepInspector *self,
                  guint              key)
{
  return heed_source_weights_get_label (self->sources, key);
}

static void
show_subline (HeedStepInspector *self)
{
  guint heaviest = heed_source_weights_get_heaviest (self->sources);
  g_autofree char *entropy =
    heed_number_format_bits (heed_weight_entropy (self->weights, self->n_keys));
  g_autofree char *text = NULL;

  /* Translators: the first is a word of the source, the second an entropy such as "0.71 bits". */
  text = g_strdup_printf (_("looks mostly at “%s” · entropy %s"),
                          heed_source_weights_get_label (self->sources, heaviest), entropy);
  gtk_label_set_text (GTK_LABEL (self->subline), text);
}

static void
show_softmax (HeedStepInspector *self)
{
  g_autofree char *markup = NULL;

  gtk_widget_set_visible (self->softmax, get_scores (self) != NULL);

  if (get_scores (self) == NULL)
    return;

  markup = heed_score_formula_new_softmax (self->scores, self->weights, self->n_keys,
                                           heed_source_weights_get_selected (self->sources));
  gtk_label_set_markup (GTK_LABEL (self->softmax), markup);
}

static void
show_attention (HeedStepInspector *self)
{
  gboolean has_attention = self->weights != NULL;

  gtk_widget_set_visible (self->subline, has_attention);
  gtk_widget_set_visible (self->softmax, has_attention);
  heed_source_weights_set_weights (self->sources, self->weights, get_scores (self), self->n_keys);

  if (!has_attention)
    return;

  show_subline (self);
  show_softmax (self);
}

/* --- The arithmetic of it --- */

/* What was changed by a person, or what no equation says. */
static const char *
choose_remark (HeedStepInspector *self)
{
  HeedChanged changed = self->arithmetic != NULL ? self->arithmetic->changed : HEED_CHANGED_NOTHING;

  if (heed_score_get_info (self->score_kind)->equation == NULL)
    return _("No attention: the decoder knows the source by its last state alone.");

  if (is_mean (self))
    return _("A mean over heads has no score: each head has its own. Choose one to see it.");

  if ((changed & HEED_CHANGED_PINNED) != 0)
    return _("These weights were set by hand: they are not computed from the scores.");

  if ((changed & HEED_CHANGED_SILENCED) != 0)
    return _("This head was silenced by hand: what it reads is set to zeros.");

  if ((changed & HEED_CHANGED_SHARPENED) != 0)
    return _("The scores were multiplied by γ, by hand.");

  if ((changed & HEED_CHANGED_HIDDEN) != 0)
    return _("Hidden tokens are left out of the sum.");

  return NULL;
}

static void
show_remark (HeedStepInspector *self)
{
  const char *remark = choose_remark (self);

  gtk_label_set_text (GTK_LABEL (self->remark), remark != NULL ? remark : "");
  gtk_widget_set_visible (self->remark, remark != NULL);
}

static char *
write_equations (HeedStepInspector *self)
{
  g_autofree char *score = NULL;

  if (has_equations (self))
    {
      const char *const *equations = self->arithmetic->equations;
      gboolean has_both = *equations[HEED_STAGE_SCORE] != '\0' &&
                          *equations[HEED_STAGE_WEIGHT] != '\0';

      return g_strconcat (equations[HEED_STAGE_SCORE], has_both ? "\n" : "",
                          equations[HEED_STAGE_WEIGHT], NULL);
    }

  score = is_mean (self) ? NULL
                         : heed_score_formula_new (self->score_kind, self->score_variation,
                                                   self->site.kind);

  return g_strdup (score != NULL ? score : "");
}

static void
set_formula (HeedStepInspector *self,
             HeedFormula       *formula,
             const char        *equation)
{
  heed_formula_set_equation (formula, equation);
  heed_formula_set_arithmetic (formula, has_equations (self) ? self->arithmetic : NULL);
  gtk_widget_set_visible (GTK_WIDGET (formula), *equation != '\0');
}

static void
show_formula (HeedStepInspector *self)
{
  g_autofree char *equations = write_equations (self);
  HeedArithmetic *arithmetic = has_equations (self) ? self->arithmetic : NULL;

  set_formula (self, self->formula, equations);
  set_formula (self, self->context_formula,
               arithmetic != NULL ? arithmetic->equations[HEED_STAGE_CONTEXT] : "");
  set_formula (self, self->output_formula,
               arithmetic != NULL ? arithmetic->equations[HEED_STAGE_OUTPUT] : "");

  heed_arithmetic_rows_set_arithmetic (self->score_rows, arithmetic);
  heed_arithmetic_rows_set_arithmetic (self->context_rows, arithmetic);
  heed_arithmetic_rows_set_arithmetic (self->output_rows, arithmetic);
  gtk_widget_set_visible (self->score_expander, arithmetic != NULL && self->weights != NULL);
  gtk_widget_set_visible (self->context_expander, arithmetic != NULL);
  gtk_widget_set_visible (self->output_expander, arithmetic != NULL);
  show_remark (self);
}

/* Numbers of another step, or of another token, are paler until their own come. */
static void
show_whether_current (HeedStepInspector *self,
                      int                query)
{
  gboolean is_current = has_equations (self) && (int) self->arithmetic->query == query &&
                        (self->weights == NULL ||
                         self->arithmetic->key == heed_source_weights_get_selected (self->sources));
  double opacity = is_current ? 1.0 : 0.5;

  self->query = query;
  gtk_widget_set_opacity (GTK_WIDGET (self->score_rows), opacity);
  gtk_widget_set_opacity (GTK_WIDGET (self->context_rows), opacity);
  gtk_widget_set_opacity (GTK_WIDGET (self->output_rows), opacity);
}

static void
pointed_at_cb (HeedStepInspector *self,
               int                quantity)
{
  heed_formula_light_up (self->formula, quantity);
  heed_formula_light_up (self->context_formula, quantity);
  heed_formula_light_up (self->output_formula, quantity);
  heed_arithmetic_rows_light_up (self->score_rows, quantity);
  heed_arithmetic_rows_light_up (self->context_rows, quantity);
  heed_arithmetic_rows_light_up (self->output_rows, quantity);
}

/* --- What it is, what it read, what it may say --- */

static void
set_headline (HeedStepInspector *self,
              const char        *text)
{
  gtk_label_set_text (GTK_LABEL (self->headline), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
show_headline (HeedStepInspector *self,
               const HeedStep    *step)
{
  g_autofree char *label = heed_token_label_new (&step->token);
  g_autofree char *text = NULL;

  if (step->forced)
    text = g_strdup_printf (_("Step %u — “%s”, chosen by hand"), step->position + 1, label);
  else
    text = g_strdup_printf (_("Step %u — choosing “%s”"), step->position + 1, label);

  set_headline (self, text);
}

/* The one of that layer, or where the layers of attention are counted otherwise
 * the last one. */
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
  const HeedTrace *trace = self->site.kind == HEED_ATTENTION_CROSS
                           ? find_trace (step, CONTEXT_TRACE, self->site.layer) : NULL;
  g_autofree char *size = NULL;

  gtk_widget_set_visible (self->context_card, trace != NULL);

  if (trace == NULL)
    return;

  size = g_strdup_printf (ngettext ("%u number", "%u numbers", trace->n_values), trace->n_values);
  gtk_label_set_text (GTK_LABEL (self->context_title), size);
  heed_vector_bar_set_values (self->context, trace->values, trace->n_values);
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
  gtk_widget_set_visible (self->candidates_card, n_bars > 0);
}

static void
source_activated_cb (HeedStepInspector *self,
                     guint              key)
{
  g_signal_emit (self, signals[SIGNAL_SOURCE_ACTIVATED], 0, key);
}

static void
candidate_activated_cb (HeedStepInspector *self,
                        guint              index)
{
  g_return_if_fail (index < heed_weight_bars_get_n_bars (self->candidates));

  g_signal_emit (self, signals[SIGNAL_CANDIDATE_ACTIVATED], 0, self->candidate_ids[index]);
}

static void
clear_attention (HeedStepInspector *self)
{
  g_clear_pointer (&self->weights, g_free);
  g_clear_pointer (&self->scores, g_free);
  self->n_keys = 0;
}

static void
keep_attention (HeedStepInspector *self,
                const float       *weights,
                const float       *scores,
                guint              n_keys)
{
  clear_attention (self);

  if (weights == NULL || n_keys == 0)
    return;

  self->n_keys = n_keys;
  self->weights = g_memdup2 (weights, n_keys * sizeof (float));
  self->scores = g_memdup2 (scores, n_keys * sizeof (float));
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

  clear_attention (self);
  g_clear_pointer (&self->source_labels, g_strfreev);
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
  g_type_ensure (HEED_TYPE_FORMULA);
  g_type_ensure (HEED_TYPE_SOURCE_WEIGHTS);
  g_type_ensure (HEED_TYPE_WEIGHT_BARS);
  g_type_ensure (HEED_TYPE_VECTOR_BAR);

  gtk_widget_class_set_template_from_resource (widget_class, TEMPLATE);
  gtk_widget_class_bind_template_child (widget_class, HeedStepInspector, stack);
  gtk_widget_class_bind_template_child (widget_class, HeedStepInspector, headline);
  gtk_widget_class_bind_template_child (widget_class, HeedStepInspector, subline);
  gtk_widget_class_bind_template_child (widget_class, HeedStepInspector, formula);
  gtk_widget_class_bind_template_child (widget_class, HeedStepInspector, remark);
  gtk_widget_class_bind_template_child (widget_class, HeedStepInspector, sources);
  gtk_widget_class_bind_template_child (widget_class, HeedStepInspector, softmax);
  gtk_widget_class_bind_template_child (widget_class, HeedStepInspector, score_expander);
  gtk_widget_class_bind_template_child (widget_class, HeedStepInspector, score_rows);
  gtk_widget_class_bind_template_child (widget_class, HeedStepInspector, context_card);
  gtk_widget_class_bind_template_child (widget_class, HeedStepInspector, context_heading);
  gtk_widget_class_bind_template_child (widget_class, HeedStepInspector, context_title);
  gtk_widget_class_bind_template_child (widget_class, HeedStepInspector, context_formula);
  gtk_widget_class_bind_template_child (widget_class, HeedStepInspector, context);
  gtk_widget_class_bind_template_child (widget_class, HeedStepInspector, context_expander);
  gtk_widget_class_bind_template_child (widget_class, HeedStepInspector, context_rows);
  gtk_widget_class_bind_template_child (widget_class, HeedStepInspector, candidates_card);
  gtk_widget_class_bind_template_child (widget_class, HeedStepInspector, candidates_heading);
  gtk_widget_class_bind_template_child (widget_class, HeedStepInspector, candidates);
  gtk_widget_class_bind_template_child (widget_class, HeedStepInspector, more_cards);
  gtk_widget_class_bind_template_child (widget_class, HeedStepInspector, output_expander);
  gtk_widget_class_bind_template_child (widget_class, HeedStepInspector, output_formula);
  gtk_widget_class_bind_template_child (widget_class, HeedStepInspector, output_rows);
  gtk_widget_class_bind_template_callback (widget_class, source_activated_cb);
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
   * The source token whose softmax is written out; -1 is the heaviest.
   */
  properties[PROP_SELECTED_SOURCE] =
    g_param_spec_int ("selected-source", NULL, NULL,
                      -1, G_MAXINT, -1,
                      G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * HeedStepInspector::source-activated:
   * @column: which source token, from 0
   */
  signals[SIGNAL_SOURCE_ACTIVATED] =
    g_signal_new ("source-activated", HEED_TYPE_STEP_INSPECTOR, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_UINT);

  /**
   * HeedStepInspector::candidate-activated:
   * @token_id: the token to go on with instead
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
  self->query = -1;
  show_formula (self);
}

/**
 * heed_step_inspector_new:
 *
 * Returns: (transfer full): an inspector that shows no step
 */
GtkWidget *
heed_step_inspector_new (void)
{
  return g_object_new (HEED_TYPE_STEP_INSPECTOR, NULL);
}

/**
 * heed_step_inspector_add_card:
 * @card: what else is known, shown below the rest
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
 * heed_step_inspector_set_score:
 * @score_kind: how the model compares a query with a key: which formula is shown
 * @variation: what its heads do otherwise
 */
void
heed_step_inspector_set_score (HeedStepInspector  *self,
                               HeedScoreKind       score_kind,
                               HeedScoreVariation  variation)
{
  g_return_if_fail (HEED_IS_STEP_INSPECTOR (self));

  self->score_kind = score_kind;
  self->score_variation = variation;
  show_formula (self);
}

static void
show_labels (HeedStepInspector *self)
{
  gboolean is_target = self->site.kind == HEED_ATTENTION_DECODER_SELF;
  const char *const *labels = (const char *const *) self->source_labels;

  heed_source_weights_set_labels (self->sources, is_target ? _("target") : _("source"), labels,
                                  labels != NULL ? g_strv_length (self->source_labels) : 0);
}

/**
 * heed_step_inspector_set_site:
 * @site: the attention whose weights are set from now on
 */
void
heed_step_inspector_set_site (HeedStepInspector *self,
                              HeedAttentionSite  site)
{
  g_return_if_fail (HEED_IS_STEP_INSPECTOR (self));

  if (self->site.kind == site.kind && self->site.layer == site.layer &&
      self->site.head == site.head)
    return;

  self->site = site;
  show_labels (self);
  show_formula (self);
}

/**
 * heed_step_inspector_set_source:
 * @tokens: (array length=n_tokens): what the keys of the attention stand for
 *
 * Setting the same ones again costs next to nothing.
 */
void
heed_step_inspector_set_source (HeedStepInspector *self,
                                const HeedToken   *tokens,
                                guint              n_tokens)
{
  g_auto(GStrv) labels = NULL;

  g_return_if_fail (HEED_IS_STEP_INSPECTOR (self));
  g_return_if_fail (tokens != NULL || n_tokens == 0);

  labels = heed_token_label_new_list (tokens, n_tokens);

  if (self->source_labels != NULL &&
      g_strv_equal ((const char *const *) labels, (const char *const *) self->source_labels))
    return;

  g_strfreev (self->source_labels);
  self->source_labels = g_steal_pointer (&labels);
  show_labels (self);
  show_attention (self);
}

/**
 * heed_step_inspector_set_step:
 * @step: (nullable): what to explain; %NULL is nothing
 * @weights: (nullable) (array length=n_keys): its attention at the site that is looked at
 * @scores: (nullable) (array length=n_keys): the numbers before the softmax
 * @n_keys: how many of them
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

  keep_attention (self, weights, scores, n_keys);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), step != NULL ? "step" : "empty");

  if (step == NULL)
    return;

  show_headline (self, step);
  show_attention (self);
  show_formula (self);
  show_context (self, step);
  show_candidates (self, step);
  show_whether_current (self, (int) step->position);
}

/**
 * heed_step_inspector_set_source_row:
 * @position: of the source token that looks at others; -1 is nothing
 * @weights: (nullable) (array length=n_keys): where it looks
 * @scores: (nullable) (array length=n_keys): the numbers before the softmax
 * @n_keys: how many of them
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

  keep_attention (self, weights, scores, n_keys);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), position >= 0 ? "step" : "empty");

  if (position < 0)
    return;

  text = g_strdup_printf (_("Source token %d — “%s”"), position + 1,
                          get_source_label (self, (guint) position));
  set_headline (self, text);
  show_attention (self);
  show_formula (self);
  gtk_widget_set_visible (self->context_card, FALSE);
  gtk_widget_set_visible (self->candidates_card, FALSE);
  show_whether_current (self, position);
}

/**
 * heed_step_inspector_set_arithmetic:
 * @arithmetic: (nullable): how the weight that is written out came about
 *
 * What is shown stays until the numbers of another step or token come; until then
 * it is paler.
 */
void
heed_step_inspector_set_arithmetic (HeedStepInspector *self,
                                    HeedArithmetic    *arithmetic)
{
  HeedArithmetic *before;
  gboolean was_mean;

  g_return_if_fail (HEED_IS_STEP_INSPECTOR (self));

  if (self->arithmetic == arithmetic)
    return;

  before = self->arithmetic;
  was_mean = is_mean (self);
  self->arithmetic = arithmetic != NULL ? heed_arithmetic_ref (arithmetic) : NULL;
  if (is_mean (self) != was_mean)
    show_attention (self);
  show_formula (self);
  if (has_equations (self) && (int) self->arithmetic->query == self->query &&
      self->arithmetic->n_keys == self->n_keys)
    heed_source_weights_set_hidden (self->sources, arithmetic->hidden);
  show_whether_current (self, self->query);
  heed_arithmetic_unref (before);
}

/**
 * heed_step_inspector_get_selected_source:
 *
 * Returns: the source token whose softmax is written out; -1: the heaviest
 */
int
heed_step_inspector_get_selected_source (HeedStepInspector *self)
{
  g_return_val_if_fail (HEED_IS_STEP_INSPECTOR (self), -1);

  return self->selected_source;
}

/**
 * heed_step_inspector_set_selected_source:
 * @column: the source token whose softmax is written out; -1: the heaviest
 */
void
heed_step_inspector_set_selected_source (HeedStepInspector *self,
                                         int                column)
{
  g_return_if_fail (HEED_IS_STEP_INSPECTOR (self));

  if (self->selected_source == column)
    return;

  self->selected_source = column;
  heed_source_weights_set_selected (self->sources, column);
  if (self->weights != NULL)
    show_softmax (self);
  show_whether_current (self, self->query);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED_SOURCE]);
}

/**
 * heed_step_inspector_get_written_source:
 *
 * Returns: the source token whose numbers are written out: the selected one, or the
 *   heaviest
 */
guint
heed_step_inspector_get_written_source (HeedStepInspector *self)
{
  g_return_val_if_fail (HEED_IS_STEP_INSPECTOR (self), 0);

  return heed_source_weights_get_selected (self->sources);
}
