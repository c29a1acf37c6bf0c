using System.Text.Json;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Scheduling;
using ReleaseKit.Engine.Publishing;

namespace ReleaseKit.Engine.Scheduling;

/// <summary>
/// How long each package's stages took the last time, in <c>durations/</c> of the output folder. A guess is all that is lost
/// with it, so what cannot be read or written counts as not measured.
/// </summary>
public sealed class DurationStore
{
    private readonly string _directory;

    /// <summary>The store of one output folder.</summary>
    public DurationStore(string outputPath) => _directory = Path.Combine(outputPath, "durations");

    /// <summary>Remembers how long a stage took; stages of one package come one after the other.</summary>
    /// <param name="package">The package.</param>
    /// <param name="stage"><c>build</c>, <c>publish</c>, <c>await</c> or <c>verify</c>.</param>
    /// <param name="took">The time.</param>
    public void Record(PackageId package, string stage, TimeSpan took)
    {
        try
        {
            var path = PathOf(package);
            var known = Read(path);
            known[stage] = (long)took.TotalMilliseconds;
            Directory.CreateDirectory(_directory);
            var temporary = path + ".tmp";
            File.WriteAllBytes(temporary, JsonSerializer.SerializeToUtf8Bytes(known));
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The next schedule assumes something instead.
        }
    }

    /// <summary>What is remembered, completed by what is assumed; null when nothing is.</summary>
    public StageDurations? Find(PackageId package)
    {
        var known = Read(PathOf(package));
        TimeSpan Of(string stage, TimeSpan assumed) => known.TryGetValue(stage, out var milliseconds) ? TimeSpan.FromMilliseconds(milliseconds) : assumed;
        var assumed = StageDurations.Assumed;
        return known.Count == 0 ? null : new StageDurations(
            Of("build", assumed.Build), Of("publish", assumed.Publish), Of("await", assumed.Await), Of("verify", assumed.Verify));
    }

    private static SortedDictionary<string, long> Read(string path)
    {
        try
        {
            return File.Exists(path) && JsonSerializer.Deserialize<SortedDictionary<string, long>>(File.ReadAllBytes(path)) is { } known ? known : [];
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private string PathOf(PackageId package) => Path.Combine(_directory, SafeName.For(package) + ".json");
}
