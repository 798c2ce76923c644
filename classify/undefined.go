package classify

import (
	"math"

	"github.com/parley-go/parley/labels"
)

// undefined is an interval of which nothing is known.
func undefined() labels.Interval {
	return labels.Interval{Point: math.NaN(), Lo: math.NaN(), Hi: math.NaN()}
}
