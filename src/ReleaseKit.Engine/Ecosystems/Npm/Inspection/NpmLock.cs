using ReleaseKit.Core.Json;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems.Npm.Discovery;

namespace ReleaseKit.Engine.Ecosystems.Npm.Inspection;

/// <summary>A <c>package-lock.json</c> of npm 7 and later, which repeats the manifest of every member.</summary>
internal sealed class NpmLock : ILockFile
{
    private static readonly string[] Blocks = ["dependencies", "optionalDependencies", "devDependencies"];
    private readonly Dictionary<string, (TextSpan Place, Dictionary<string, JsonStringSyntax> Specifiers)> _members = new(StringComparer.Ordinal);

    private NpmLock()
    {
    }

    /// <summary>Reads a file; null for one of npm 6, which knows nothing of members.</summary>
    /// <exception cref="ReleaseKit.Core.Diagnostics.ReleaseException"><c>RK-MANIFEST-SYNTAX</c>.</exception>
    public static ILockFile? Read(SourceText source)
    {
        if (JsonDocumentSyntax.Parse(source).Root.FindObject("packages") is not { } packages)
        {
            return null;
        }

        var result = new NpmLock();
        foreach (var entry in packages.Members.Where(p => !p.Name.Contains("node_modules/", StringComparison.Ordinal) && !p.Name.StartsWith("..", StringComparison.Ordinal)))
        {
            result._members[entry.Name] = (entry.NameSpan, Specifiers(entry.Value));
        }

        return result;
    }

    public bool HasMember(string folder) => _members.ContainsKey(folder);

    public bool Fits(string folder, DependencyEntry entry, bool isMember) =>
        _members[folder].Specifiers.TryGetValue(entry.Name, out var specifier) && specifier.Value.Trim() == entry.Specifier.Trim();

    public TextSpan PlaceOf(string folder, string dependency) =>
        !_members.TryGetValue(folder, out var member) ? default : member.Specifiers.TryGetValue(dependency, out var specifier) ? specifier.Span : member.Place;

    private static Dictionary<string, JsonStringSyntax> Specifiers(JsonValueSyntax member)
    {
        var result = new Dictionary<string, JsonStringSyntax>(StringComparer.Ordinal);
        foreach (var block in Blocks)
        {
            foreach (var entry in member.FindObject(block)?.Members ?? [])
            {
                if (entry.Value is JsonStringSyntax specifier && (block != "devDependencies" || !result.ContainsKey(entry.Name)))
                {
                    result[entry.Name] = specifier;
                }
            }
        }

        return result;
    }
}
