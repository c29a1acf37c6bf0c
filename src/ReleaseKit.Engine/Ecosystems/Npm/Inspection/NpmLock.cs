using System.Text.Json;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems.Npm.Discovery;

namespace ReleaseKit.Engine.Ecosystems.Npm.Inspection;

/// <summary>A <c>package-lock.json</c> of npm 7 and later, which repeats the manifest of every member.</summary>
internal sealed class NpmLock : ILockFile
{
    private static readonly string[] Blocks = ["dependencies", "optionalDependencies", "devDependencies"];
    private readonly Dictionary<string, Dictionary<string, string>> _members = new(StringComparer.Ordinal);

    private NpmLock()
    {
    }

    /// <summary>Reads a file; null for one of npm 6, which knows nothing of members.</summary>
    public static ILockFile? Read(SourceText source)
    {
        try
        {
            using var document = JsonDocument.Parse(source.Text);
            if (!document.RootElement.TryGetProperty("packages", out var packages))
            {
                return null;
            }

            var result = new NpmLock();
            foreach (var entry in packages.EnumerateObject().Where(p => !p.Name.Contains("node_modules/", StringComparison.Ordinal) && !p.Name.StartsWith("..", StringComparison.Ordinal)))
            {
                result._members[entry.Name] = Specifiers(entry.Value);
            }

            return result;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    public bool HasMember(string folder) => _members.ContainsKey(folder);

    public bool Fits(string folder, DependencyEntry entry, bool isMember) =>
        _members[folder].TryGetValue(entry.Name, out var specifier) && specifier.Trim() == entry.Specifier.Trim();

    private static Dictionary<string, string> Specifiers(JsonElement member)
    {
        var result = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var block in Blocks)
        {
            if (member.TryGetProperty(block, out var entries) && entries.ValueKind == JsonValueKind.Object)
            {
                foreach (var entry in entries.EnumerateObject().Where(e => e.Value.ValueKind == JsonValueKind.String && (block != "devDependencies" || !result.ContainsKey(e.Name))))
                {
                    result[entry.Name] = entry.Value.GetString()!;
                }
            }
        }

        return result;
    }
}
