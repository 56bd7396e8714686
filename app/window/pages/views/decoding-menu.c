/* decoding-menu.c — the menu of the decoding method and its parameters
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The label of the button names the method. Each number takes effect at once. The contents
 * of the menu are created when it is first opened: most sessions never do.
 */

#include "app/window/pages/views/decoding-menu.h"

#include <glib/gi18n.h>

#include "app/window/document/document-decoding.h"

#define TEMPLATE "/org/heed/Heed/app/window/pages/views/decoding-menu.ui"
#define OPTIONS  "/org/heed/Heed/app/window/pages/views/decoding-options.ui"
#define MAX_SEED 999999999

/**
 * HeedDecodingMenu:
 *
 * Greedy, a beam with its width and penalties, or sampling with its temperature,
 * limits and seed.
 *
 * ## CSS nodes
 *
 * One node named `decodingmenu`.
 *
 * ## Accessibility
 *
 * A button with a menu; its label names the chosen method.
 */
struct _HeedDecodingMenu
{
  GtkWidget     parent_instance;

  GtkWidget    *button;
  GtkWidget    *label;

  /* NULL until the menu is opened. */
  GtkWidget    *greedy;
  GtkWidget    *beam;
  GtkWidget    *sampling;
  GtkWidget    *beam_grid;
  GtkWidget    *sampling_grid;
  GtkWidget    *width;
  GtkWidget    *length_penalty;
  GtkWidget    *coverage_penalty;
  GtkWidget    *temperature;
  GtkWidget    *top_k;
  GtkWidget    *top_p;
  GtkWidget    *seed;
  GtkWidget    *draw;

  HeedDocument *document;
  gboolean      is_refreshing;  /* the widgets are being updated from the document */
};

enum {
  PROP_0,
  PROP_DOCUMENT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (HeedDecodingMenu, heed_decoding_menu, GTK_TYPE_WIDGET)

/* --- From the widgets ---------------------------------------------------- */

static double
get_value (GtkWidget *spin)
{
  return gtk_spin_button_get_value (GTK_SPIN_BUTTON (spin));
}

static HeedDecodingKind
get_kind (HeedDecodingMenu *self)
{
  if (gtk_check_button_get_active (GTK_CHECK_BUTTON (self->beam)))
    return HEED_DECODING_BEAM;

  return gtk_check_button_get_active (GTK_CHECK_BUTTON (self->sampling)) ? HEED_DECODING_SAMPLING
                                                                         : HEED_DECODING_GREEDY;
}

static void
apply (HeedDecodingMenu *self)
{
  HeedDecoding decoding;

  if (self->is_refreshing || self->document == NULL)
    return;

  decoding = *heed_document_get_decoding (self->document);
  decoding.kind = get_kind (self);
  decoding.beam.width = (guint) get_value (self->width);
  decoding.beam.length_penalty = get_value (self->length_penalty);
  decoding.beam.coverage_penalty = get_value (self->coverage_penalty);
  decoding.sampling.temperature = get_value (self->temperature);
  decoding.sampling.top_k = (guint) get_value (self->top_k);
  decoding.sampling.top_p = get_value (self->top_p);
  decoding.sampling.seed = (guint64) get_value (self->seed);
  heed_document_set_decoding (self->document, &decoding);
}

/* Two buttons of the group emit the signal; only the one that is now active matters. */
static void
kind_toggled_cb (HeedDecodingMenu *self,
                 GtkCheckButton   *button)
{
  if (gtk_check_button_get_active (button))
    apply (self);
}

static void
draw_again_cb (HeedDecodingMenu *self)
{
  double seed = get_value (self->seed);

  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->seed), seed < MAX_SEED ? seed + 1.0 : 0.0);
}

/* --- To the widgets ------------------------------------------------------ */

static char *
name_decoding (const HeedDecoding *decoding)
{
  g_autofree char *seed = g_strdup_printf ("%" G_GUINT64_FORMAT, decoding->sampling.seed);

  switch (decoding->kind)
    {
    case HEED_DECODING_BEAM:
      /* Translators: how many hypotheses */
      return g_strdup_printf (_("Beam %u"), decoding->beam.width);

    case HEED_DECODING_SAMPLING:
      return g_strdup_printf (_("Sampling, seed %s"), seed);

    case HEED_DECODING_GREEDY:
      break;
    }

  return g_strdup (_("Greedy"));
}

static void
set_value (GtkWidget *spin,
           double     value)
{
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), value);
}

static void
show_values (HeedDecodingMenu   *self,
             const HeedDecoding *decoding)
{
  GtkWidget *kinds[] = { self->greedy, self->beam, self->sampling };

  gtk_check_button_set_active (GTK_CHECK_BUTTON (kinds[decoding->kind]), TRUE);
  set_value (self->width, decoding->beam.width);
  set_value (self->length_penalty, decoding->beam.length_penalty);
  set_value (self->coverage_penalty, decoding->beam.coverage_penalty);
  set_value (self->temperature, decoding->sampling.temperature);
  set_value (self->top_k, decoding->sampling.top_k);
  set_value (self->top_p, decoding->sampling.top_p);
  set_value (self->seed, (double) decoding->sampling.seed);
  gtk_widget_set_sensitive (self->beam_grid, decoding->kind == HEED_DECODING_BEAM);
  gtk_widget_set_sensitive (self->sampling_grid, decoding->kind == HEED_DECODING_SAMPLING);
  gtk_widget_set_sensitive (self->draw, decoding->kind == HEED_DECODING_SAMPLING);
}

static void
refresh (HeedDecodingMenu *self)
{
  const HeedDecoding *decoding = heed_document_get_decoding (self->document);
  g_autofree char *name = name_decoding (decoding);

  self->is_refreshing = TRUE;
  if (self->greedy != NULL)
    show_values (self, decoding);
  gtk_label_set_text (GTK_LABEL (self->label), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  self->is_refreshing = FALSE;
}

/* --- What the menu shows ------------------------------------------------- */

static GtkWidget *
get_option (HeedDecodingMenu *self,
            GtkBuilder       *builder,
            const char       *name,
            const char       *signal_name,
            GCallback         callback)
{
  GtkWidget *widget = GTK_WIDGET (gtk_builder_get_object (builder, name));

  if (signal_name != NULL)
    g_signal_connect_object (widget, signal_name, callback, self, G_CONNECT_SWAPPED);

  return widget;
}

static GtkWidget *
get_number (HeedDecodingMenu *self,
            GtkBuilder       *builder,
            const char       *name)
{
  return get_option (self, builder, name, "value-changed", G_CALLBACK (apply));
}

static GtkWidget *
get_kind_button (HeedDecodingMenu *self,
                 GtkBuilder       *builder,
                 const char       *name)
{
  return get_option (self, builder, name, "toggled", G_CALLBACK (kind_toggled_cb));
}

static void
create_popup_cb (GtkMenuButton *button,
                 gpointer       user_data)
{
  HeedDecodingMenu *self = user_data;
  g_autoptr(GtkBuilder) builder = NULL;

  if (self->greedy != NULL)
    return;

  builder = gtk_builder_new_from_resource (OPTIONS);
  self->is_refreshing = TRUE;
  self->greedy = get_kind_button (self, builder, "greedy");
  self->beam = get_kind_button (self, builder, "beam");
  self->sampling = get_kind_button (self, builder, "sampling");
  self->beam_grid = get_option (self, builder, "beam_grid", NULL, NULL);
  self->sampling_grid = get_option (self, builder, "sampling_grid", NULL, NULL);
  self->width = get_number (self, builder, "width");
  self->length_penalty = get_number (self, builder, "length_penalty");
  self->coverage_penalty = get_number (self, builder, "coverage_penalty");
  self->temperature = get_number (self, builder, "temperature");
  self->top_k = get_number (self, builder, "top_k");
  self->top_p = get_number (self, builder, "top_p");
  self->seed = get_number (self, builder, "seed");
  self->draw = get_option (self, builder, "draw", "clicked", G_CALLBACK (draw_again_cb));
  gtk_menu_button_set_popover (button, get_option (self, builder, "popover", NULL, NULL));
  if (self->document != NULL)
    refresh (self);
  self->is_refreshing = FALSE;
}

/* --- The object ---------------------------------------------------------- */

static void
heed_decoding_menu_dispose (GObject *object)
{
  HeedDecodingMenu *self = HEED_DECODING_MENU (object);

  heed_decoding_menu_set_document (self, NULL);
  g_clear_pointer (&self->button, gtk_widget_unparent);

  G_OBJECT_CLASS (heed_decoding_menu_parent_class)->dispose (object);
}

static void
heed_decoding_menu_get_property (GObject    *object,
                                 guint       property_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  switch (property_id)
    {
    case PROP_DOCUMENT:
      g_value_set_object (value, HEED_DECODING_MENU (object)->document);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
heed_decoding_menu_set_property (GObject      *object,
                                 guint         property_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  switch (property_id)
    {
    case PROP_DOCUMENT:
      heed_decoding_menu_set_document (HEED_DECODING_MENU (object), g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, TEMPLATE);
  gtk_widget_class_bind_template_child (widget_class, HeedDecodingMenu, button);
  gtk_widget_class_bind_template_child (widget_class, HeedDecodingMenu, label);
}

static void
heed_decoding_menu_class_init (HeedDecodingMenuClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = heed_decoding_menu_dispose;
  object_class->get_property = heed_decoding_menu_get_property;
  object_class->set_property = heed_decoding_menu_set_property;

  /**
   * HeedDecodingMenu:document: (nullable)
   *
   * The document whose decoding is controlled.
   */
  properties[PROP_DOCUMENT] =
    g_param_spec_object ("document", NULL, NULL, HEED_TYPE_DOCUMENT,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  g_object_class_install_properties (object_class, N_PROPS, properties);
  bind_template (widget_class);
  gtk_widget_class_set_css_name (widget_class, "decodingmenu");
}

static void
heed_decoding_menu_init (HeedDecodingMenu *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->button), create_popup_cb, self,
                                         NULL);
}

GtkWidget *
heed_decoding_menu_new (void)
{
  return g_object_new (HEED_TYPE_DECODING_MENU, NULL);
}

void
heed_decoding_menu_set_document (HeedDecodingMenu *self,
                                 HeedDocument     *document)
{
  g_return_if_fail (HEED_IS_DECODING_MENU (self));
  g_return_if_fail (document == NULL || HEED_IS_DOCUMENT (document));

  if (self->document == document)
    return;

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);

  g_set_object (&self->document, document);
  if (document != NULL)
    {
      g_signal_connect_object (document, "notify::decoding", G_CALLBACK (refresh), self,
                               G_CONNECT_SWAPPED);
      refresh (self);
    }

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DOCUMENT]);
}
