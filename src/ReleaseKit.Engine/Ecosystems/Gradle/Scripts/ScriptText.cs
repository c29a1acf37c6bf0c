using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Engine.Ecosystems.Gradle.Scripts;

/// <summary>A text that a script computes.</summary>
/// <param name="Value">The text.</param>
/// <param name="Source">The file in which it stands as it is; null when it is put together.</param>
/// <param name="Span">Its place there.</param>
internal sealed record ScriptText(string Value, SourceText? Source = null, TextSpan Span = default)
{
    /// <summary>The file that holds it.</summary>
    public RelativePath File => Source is null ? RelativePath.Root : RelativePath.Parse(Source.Path);

    /// <summary>Its line and column; null when it is put together.</summary>
    public SourceLocation? Location => Source?.Locate(Span);

    public override string ToString() => Value;
}
