using System.Collections.Immutable;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Engine.Pipelines;

/// <summary>A folder with a lock file of a JavaScript package manager.</summary>
/// <param name="Directory">The folder.</param>
/// <param name="Manager"><c>npm</c>, <c>pnpm</c> or <c>yarn</c>.</param>
public sealed record NodeInstall(RelativePath Directory, string Manager)
{
    private static readonly ImmutableDictionary<string, string> Locks = ImmutableDictionary<string, string>.Empty
        .Add("package-lock.json", "npm").Add("npm-shrinkwrap.json", "npm").Add("pnpm-lock.yaml", "pnpm").Add("yarn.lock", "yarn");

    /// <summary>Whether the manager comes with Node's Corepack instead of Node itself.</summary>
    public bool NeedsCorepack => Manager != "npm";

    /// <summary>The command, to be run in the folder.</summary>
    public string Command => Manager switch
    {
        "npm" => "npm ci",
        "pnpm" => "pnpm install --frozen-lockfile",
        _ => "yarn install --immutable",
    };

    /// <summary>The command for a shell at the workspace root.</summary>
    public string ShellCommand => Directory.IsRoot ? Command : $"(cd {Quoted(Directory.Value)} && {Command})";

    /// <summary>Those of a list of files: the topmost of each branch of the tree, ordinal. Names that would upset a shell or YAML are left out.</summary>
    public static ImmutableArray<NodeInstall> Of(IEnumerable<RelativePath> files)
    {
        var found = files.Where(f => Locks.ContainsKey(f.FileName) && DisplayText.Line(f.Value) == f.Value)
            .Select(f => new NodeInstall(f.Parent, Locks[f.FileName])).DistinctBy(i => i.Directory).OrderBy(i => i.Directory.Value, StringComparer.Ordinal).ToArray();
        return [.. found.Where(i => !found.Any(o => o != i && (i.Directory.IsWithin(o.Directory))))];
    }

    private static string Quoted(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
