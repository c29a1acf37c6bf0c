using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Engine.Ecosystems.Go.Modules;

/// <summary>What a <c>go.work</c> says.</summary>
/// <param name="Source">The file.</param>
/// <param name="Uses">The folders of the modules that are worked on together.</param>
internal sealed record WorkFile(SourceText Source, ImmutableArray<ModToken> Uses)
{
    /// <summary>The file's name.</summary>
    public const string FileName = "go.work";

    private static readonly ImmutableArray<string> Verbs = ["go", "toolchain", "godebug", "use", "replace"];

    /// <summary>Reads a file.</summary>
    /// <exception cref="ReleaseException"><c>RK-MANIFEST-SYNTAX</c>.</exception>
    public static WorkFile Read(SourceText source) => new(
        source,
        [
            .. ModReader.Read(source, Verbs).Where(line => line.Verb == "use").Select(line => line.Arguments is [var folder]
                ? folder
                : throw source.Error(ManifestCodes.Syntax, line.Span, "A line 'use' names one folder.")),
        ]);
}
