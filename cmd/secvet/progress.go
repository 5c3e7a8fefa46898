package main

import (
	"io"
	"sync"
	"time"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
)

// progressDelay is how long a run may take before its progress is shown: one that
// has everything in the cache should not flicker.
const progressDelay = 500 * time.Millisecond

// progress shows on a terminal how many packages are analysed, in a last line that
// is gone when the run is over.
type progress struct {
	w io.Writer // the terminal

	mu              sync.Mutex
	start           *time.Timer // nil before the first call of show
	analysed, total int
	bars            *mpb.Progress // nil as long as nothing is shown
	bar             *mpb.Bar
}

// show notes how far the analysis is.
func (p *progress) show(analysed, total int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.analysed, p.total = analysed, total
	switch {
	case p.start == nil:
		p.start = time.AfterFunc(progressDelay, p.appear)
	case p.bars != nil:
		p.bar.SetTotal(int64(total), false)
		p.bar.SetCurrent(int64(analysed))
	}
}

func (p *progress) appear() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.start == nil || p.analysed >= p.total {
		return
	}
	p.bars = mpb.New(mpb.WithOutput(p.w), mpb.ForceTTY(), mpb.WithAutoRefresh())
	p.bar = p.bars.New(int64(p.total), mpb.BarStyle().Lbound("").Rbound("").Filler("━").Tip("━").Padding("─"),
		mpb.BarRemoveOnComplete(),
		mpb.BarWidth(30),
		mpb.PrependDecorators(decor.CountersNoUnit("analysed %d of %d packages")),
		mpb.AppendDecorators(decor.Elapsed(decor.ET_STYLE_GO)),
	)
	p.bar.SetCurrent(int64(p.analysed))
}

// Write prints whole lines above the progress.
func (p *progress) Write(lines []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.bars == nil {
		return p.w.Write(lines)
	}
	return p.bars.Write(lines)
}

// end removes what is shown. The next call of show begins anew.
func (p *progress) end() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.start != nil {
		p.start.Stop()
		p.start = nil
	}
	if p.bars != nil {
		p.bar.Abort(true)
		p.bars.Wait()
		p.bars, p.bar = nil, nil
	}
}
