using ReleaseKit.Core.Text;

namespace ReleaseKit.Engine.Ecosystems.Go.Modules;

/// <summary>A word of <c>go.mod</c> or <c>go.work</c>.</summary>
/// <param name="Text">Its value, without quotes.</param>
/// <param name="Span">The place of the value, between its quotes where it has any.</param>
internal sealed record ModToken(string Text, TextSpan Span);
