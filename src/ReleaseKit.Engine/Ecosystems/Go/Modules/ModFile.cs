using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Engine.Ecosystems.Go.Modules;

/// <summary>What a <c>go.mod</c> says.</summary>
/// <param name="Source">The file.</param>
/// <param name="Path">The path of the module.</param>
/// <param name="Requirements">The required modules, direct and indirect ones.</param>
/// <param name="Replacements">The replaced modules.</param>
internal sealed record ModFile(SourceText Source, ModToken Path, ImmutableArray<ModRequirement> Requirements, ImmutableArray<ModReplacement> Replacements)
{
    /// <summary>The file's name, in every module.</summary>
    public const string FileName = "go.mod";

    private static readonly ImmutableArray<string> Verbs =
        ["module", "go", "toolchain", "godebug", "require", "exclude", "replace", "retract", "tool", "ignore"];

    /// <summary>Reads a file.</summary>
    /// <exception cref="ReleaseException"><c>RK-MANIFEST-SYNTAX</c>, <c>RK-MANIFEST-INVALID</c>.</exception>
    public static ModFile Read(SourceText source)
    {
        var lines = ModReader.Read(source, Verbs);
        var module = lines.Where(line => line.Verb == "module").ToArray();
        if (module is not [{ Arguments: [var path] }])
        {
            throw source.Error(
                ManifestCodes.Syntax, module.Length == 0 ? new TextSpan(source.ContentStart, 0) : module[^1].Span, "A go.mod has one line 'module' with one path behind it.");
        }

        if (ModulePath.Problem(path.Text) is { } problem)
        {
            throw source.Error(ManifestCodes.Invalid, path.Span, $"'{DisplayText.Line(path.Text)}' is no path of a module: it {problem}.");
        }

        return new ModFile(
            source, path,
            [.. lines.Where(line => line.Verb == "require").Select(line => Requirement(source, line))],
            [.. lines.Where(line => line.Verb == "replace").Select(line => Replacement(source, line))]);
    }

    private static ModRequirement Requirement(SourceText source, ModLine line)
    {
        if (line.Arguments is not [var path, var version])
        {
            throw source.Error(ManifestCodes.Syntax, line.Span, "A requirement is the path of a module and a version: require example.com/module v1.2.3.");
        }

        return new ModRequirement(path, version, line.Comment.Split(';')[0].Trim() == "indirect");
    }

    /// <summary>Reads <c>old [version] => new [version]</c>; without a version the new one is a folder.</summary>
    internal static ModReplacement Replacement(SourceText source, ModLine line)
    {
        var arrow = line.Arguments.Select(token => token.Text).ToList().IndexOf("=>");
        return arrow is 1 or 2 && line.Arguments.Length - arrow - 1 is 1 or 2
            ? new ModReplacement(line.Arguments[0], line.Arguments[arrow + 1], line.Arguments.Length - arrow - 1 == 1)
            : throw source.Error(ManifestCodes.Syntax, line.Span, "A replacement is written as module [version] => folder, or as module [version] => module version.");
    }
}
