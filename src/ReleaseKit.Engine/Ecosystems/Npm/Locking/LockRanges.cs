using ReleaseKit.Core.Json;
using ReleaseKit.Core.Planning;
using ReleaseKit.Engine.Ecosystems.Npm.Discovery;

namespace ReleaseKit.Engine.Ecosystems.Npm.Locking;

/// <summary>Ranges as lock files in JSON repeat them: name and range, as in a manifest.</summary>
internal static class LockRanges
{
    /// <summary>Moves the ranges of one block that are on the sibling and say the old value.</summary>
    public static void Edit(JsonObjectSyntax? block, LockRangeChange change, LockEdits edits)
    {
        foreach (var member in block?.Members ?? [])
        {
            if (member.Value is JsonStringSyntax range && range.Value.Trim() == change.From.Trim() && Concerns(member.Name, range.Value, change))
            {
                edits.Add(JsonEditing.Replace(range, change.To));
            }
        }
    }

    /// <summary>Whether an entry is on the sibling: under its name, under another with its name in the range, or by its folder.</summary>
    public static bool Concerns(string name, string range, LockRangeChange change)
    {
        var specifier = DependencySpecifier.Parse(range);
        return specifier.Alias is { } alias ? alias == change.Dependency.Name : name == change.Dependency.Name || specifier.Kind == SpecifierKind.Path;
    }
}
