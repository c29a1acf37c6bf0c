using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Engine.Ecosystems.Gradle.Scripts;

/// <summary>One script of Gradle, read and not run.</summary>
/// <param name="Source">Its text.</param>
/// <param name="IsKotlin">Whether it is written in Kotlin.</param>
/// <param name="Nodes">What it says.</param>
internal sealed record ScriptFile(SourceText Source, bool IsKotlin, ImmutableArray<ScriptNode> Nodes)
{
    public RelativePath Path { get; } = RelativePath.Parse(Source.Path);

    /// <exception cref="ReleaseException"><c>RK-MANIFEST-SYNTAX</c>.</exception>
    public static ScriptFile Parse(SourceText source)
    {
        var isKotlin = source.Path.EndsWith(".kts", StringComparison.Ordinal) || source.Path.EndsWith(".kt", StringComparison.Ordinal);
        return new ScriptFile(source, isKotlin, new ScriptReader(source, isKotlin).Read());
    }
}
