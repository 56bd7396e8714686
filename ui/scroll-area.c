/* scroll-area.c — the base class of widgets that draw and scroll their own contents
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A viewport moves all of its child. A drawing whose labels stay at the edge has to draw the
 * visible part itself, which requires GtkScrollable; this class implements it once for all such
 * drawings.
 */

#include "ui/scroll-area.h"

/* The fraction of the visible part that a page of scrolling moves. */
#define PAGE_PART 0.9

/* Size request of a scrollable drawing. */
#define MIN_WIDTH_PX      200
#define MIN_HEIGHT_PX     110
#define NATURAL_WIDTH_PX  560
#define NATURAL_HEIGHT_PX 400

typedef struct {
  GtkAdjustment       *adjustments[2];  /* by GtkOrientation; NULL outside a scrolled window */
  GtkScrollablePolicy  policies[2];
} HeedScrollAreaPrivate;

enum {
  PROP_0,
  PROP_HADJUSTMENT,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY
};

static void scrollable_init (GtkScrollableInterface *iface);

G_DEFINE_ABSTRACT_TYPE_WITH_CODE (HeedScrollArea, heed_scroll_area, GTK_TYPE_WIDGET,
                                  G_ADD_PRIVATE (HeedScrollArea)
                                  G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, scrollable_init))

static HeedScrollAreaPrivate *
get_private (HeedScrollArea *self)
{
  return heed_scroll_area_get_instance_private (self);
}

static void
value_changed_cb (HeedScrollArea *self)
{
  HEED_SCROLL_AREA_GET_CLASS (self)->scrolled (self);
}

static void
set_adjustment (HeedScrollArea *self,
                GtkOrientation  orientation,
                GtkAdjustment  *adjustment)
{
  GtkAdjustment **place = &get_private (self)->adjustments[orientation];

  if (*place != NULL)
    {
      g_signal_handlers_disconnect_by_func (*place, value_changed_cb, self);
      g_clear_object (place);
    }

  if (adjustment == NULL)
    return;

  *place = g_object_ref_sink (adjustment);
  g_signal_connect_swapped (adjustment, "value-changed", G_CALLBACK (value_changed_cb), self);

  if (HEED_SCROLL_AREA_GET_CLASS (self)->adopted != NULL)
    HEED_SCROLL_AREA_GET_CLASS (self)->adopted (self);
}

static gboolean
get_border (GtkScrollable *scrollable,
            GtkBorder     *border)
{
  HeedScrollArea *self = HEED_SCROLL_AREA (scrollable);

  return HEED_SCROLL_AREA_GET_CLASS (self)->get_border != NULL &&
         HEED_SCROLL_AREA_GET_CLASS (self)->get_border (self, border);
}

static void
scrollable_init (GtkScrollableInterface *iface)
{
  iface->get_border = get_border;
}

static void
heed_scroll_area_scrolled (HeedScrollArea *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
heed_scroll_area_dispose (GObject *object)
{
  HeedScrollArea *self = HEED_SCROLL_AREA (object);

  set_adjustment (self, GTK_ORIENTATION_HORIZONTAL, NULL);
  set_adjustment (self, GTK_ORIENTATION_VERTICAL, NULL);

  G_OBJECT_CLASS (heed_scroll_area_parent_class)->dispose (object);
}

static void
heed_scroll_area_get_property (GObject    *object,
                               guint       property_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  HeedScrollAreaPrivate *priv = get_private (HEED_SCROLL_AREA (object));

  switch (property_id)
    {
    case PROP_HADJUSTMENT:
      g_value_set_object (value, priv->adjustments[GTK_ORIENTATION_HORIZONTAL]);
      break;

    case PROP_VADJUSTMENT:
      g_value_set_object (value, priv->adjustments[GTK_ORIENTATION_VERTICAL]);
      break;

    case PROP_HSCROLL_POLICY:
      g_value_set_enum (value, priv->policies[GTK_ORIENTATION_HORIZONTAL]);
      break;

    case PROP_VSCROLL_POLICY:
      g_value_set_enum (value, priv->policies[GTK_ORIENTATION_VERTICAL]);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
heed_scroll_area_set_property (GObject      *object,
                               guint         property_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  HeedScrollArea *self = HEED_SCROLL_AREA (object);

  switch (property_id)
    {
    case PROP_HADJUSTMENT:
      set_adjustment (self, GTK_ORIENTATION_HORIZONTAL, g_value_get_object (value));
      break;

    case PROP_VADJUSTMENT:
      set_adjustment (self, GTK_ORIENTATION_VERTICAL, g_value_get_object (value));
      break;

    case PROP_HSCROLL_POLICY:
      get_private (self)->policies[GTK_ORIENTATION_HORIZONTAL] = g_value_get_enum (value);
      break;

    case PROP_VSCROLL_POLICY:
      get_private (self)->policies[GTK_ORIENTATION_VERTICAL] = g_value_get_enum (value);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
heed_scroll_area_measure (GtkWidget      *widget,
                          GtkOrientation  orientation,
                          int             for_size,
                          int            *minimum,
                          int            *natural,
                          int            *minimum_baseline,
                          int            *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? MIN_WIDTH_PX : MIN_HEIGHT_PX;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? NATURAL_WIDTH_PX : NATURAL_HEIGHT_PX;
}

static void
heed_scroll_area_class_init (HeedScrollAreaClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = heed_scroll_area_dispose;
  object_class->get_property = heed_scroll_area_get_property;
  object_class->set_property = heed_scroll_area_set_property;

  GTK_WIDGET_CLASS (klass)->measure = heed_scroll_area_measure;

  klass->scrolled = heed_scroll_area_scrolled;

  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");
}

static void
heed_scroll_area_init (HeedScrollArea *self)
{
}

static double
get_value (HeedScrollArea *self,
           GtkOrientation  orientation)
{
  GtkAdjustment *adjustment = get_private (self)->adjustments[orientation];

  return adjustment != NULL ? gtk_adjustment_get_value (adjustment) : 0.0;
}

/**
 * heed_scroll_area_get_x:
 *
 * Returns: the width hidden on the left, px
 */
double
heed_scroll_area_get_x (HeedScrollArea *self)
{
  g_return_val_if_fail (HEED_IS_SCROLL_AREA (self), 0.0);

  return get_value (self, GTK_ORIENTATION_HORIZONTAL);
}

/**
 * heed_scroll_area_get_y:
 *
 * Returns: the height hidden at the top, px
 */
double
heed_scroll_area_get_y (HeedScrollArea *self)
{
  g_return_val_if_fail (HEED_IS_SCROLL_AREA (self), 0.0);

  return get_value (self, GTK_ORIENTATION_VERTICAL);
}

/**
 * heed_scroll_area_scroll_to:
 * @x: px; clamped to the valid range
 * @y: px
 *
 * Does nothing outside a scrolled window.
 */
void
heed_scroll_area_scroll_to (HeedScrollArea *self,
                            double          x,
                            double          y)
{
  HeedScrollAreaPrivate *priv;

  g_return_if_fail (HEED_IS_SCROLL_AREA (self));

  priv = get_private (self);

  if (priv->adjustments[GTK_ORIENTATION_HORIZONTAL] != NULL)
    gtk_adjustment_set_value (priv->adjustments[GTK_ORIENTATION_HORIZONTAL], x);

  if (priv->adjustments[GTK_ORIENTATION_VERTICAL] != NULL)
    gtk_adjustment_set_value (priv->adjustments[GTK_ORIENTATION_VERTICAL], y);
}

/**
 * heed_scroll_area_configure:
 * @orientation: which scrollbar
 * @scroll: px, hidden before the visible part
 * @all: px, whole size of the contents
 * @seen: px, size of the visible part
 * @step: px, moved by an arrow of the scrollbar
 *
 * Updates the range of the scrollbar. Must be called whenever one of these sizes changes.
 */
void
heed_scroll_area_configure (HeedScrollArea *self,
                            GtkOrientation  orientation,
                            double          scroll,
                            double          all,
                            double          seen,
                            double          step)
{
  GtkAdjustment *adjustment;

  g_return_if_fail (HEED_IS_SCROLL_AREA (self));

  adjustment = get_private (self)->adjustments[orientation];

  if (adjustment != NULL)
    gtk_adjustment_configure (adjustment, scroll, 0.0, all, step, seen * PAGE_PART, seen);
}
