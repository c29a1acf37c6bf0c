using System.Collections.Immutable;
using System.Globalization;
using ReleaseKit.Core.Diagnostics;

namespace ReleaseKit.Engine.Checking;

/// <summary>The disks that builds write to have room.</summary>
public sealed class DiskSpaceCheck : ICheck
{
    private const long Megabyte = 1 << 20;

    /// <summary>Less than this is nothing: a client alone unpacks more.</summary>
    private const long Least = 32 * Megabyte;

    /// <summary>What clients take for themselves.</summary>
    private const long Base = 256 * Megabyte;

    /// <summary>Sources, their copy in a build, the artifacts, and what is downloaded and installed again.</summary>
    private const int Copies = 4;

    /// <summary>Enough files to judge the rest by.</summary>
    private const int MaxFiles = 20_000;

    private readonly Func<string, long?> _free;

    /// <summary>A check of the machine's disks.</summary>
    public DiskSpaceCheck()
        : this(FreeBytes)
    {
    }

    /// <summary>A check of the given disks.</summary>
    /// <param name="free">Free bytes on the disk of an absolute path; null when that cannot be told.</param>
    public DiskSpaceCheck(Func<string, long?> free) => _free = free;

    /// <inheritdoc/>
    public string Name => "disk-space";

    /// <inheritdoc/>
    public string Purpose => "The disks of the output folder and the temporary folder have room for what the packages are likely to take.";

    /// <inheritdoc/>
    public ImmutableArray<DiagnosticDescriptor> Codes => [RepositoryCheckCodes.DiskFull, RepositoryCheckCodes.DiskLow];

    /// <inheritdoc/>
    public async Task<CheckFindings> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var wanted = Base + (Copies * await SizeAsync(context));
        var problems = new[] { ("output folder", context.OutputPath), ("temporary folder", Path.GetTempPath()) }
            .Select(place => Judge(place.Item1, place.Item2, wanted)).OfType<Diagnostic>();
        return CheckFindings.Of(problems);
    }

    private Diagnostic? Judge(string name, string path, long wanted) =>
        _free(path) is not { } free || free >= wanted ? null
        : free < Least ? RepositoryCheckCodes.DiskFull.Create($"The {name} {path} has {Show(free)} left. Make room there, or use another disk.")
        : RepositoryCheckCodes.DiskLow.Create($"The {name} {path} has {Show(free)} left, and packages of this size are likely to take {Show(wanted)}. Make room there, or use another disk.");

    private static async Task<long> SizeAsync(CheckContext context)
    {
        var folders = context.Published.Select(p => p.Directory.Value).ToHashSet(StringComparer.Ordinal);
        var files = (await context.Listing.Value).Where(path => Parents(path.Value).Any(folders.Contains)).ToArray();
        var size = files.Take(MaxFiles).Sum(path => new FileInfo(context.Files.Absolute(path)) is { Exists: true } file ? file.Length : 0);
        return files.Length <= MaxFiles ? size : (long)(size * ((double)files.Length / MaxFiles));
    }

    private static IEnumerable<string> Parents(string path)
    {
        for (var slash = path.LastIndexOf('/'); slash > 0; slash = path.LastIndexOf('/', slash - 1))
        {
            yield return path[..slash];
        }

        yield return "";
    }

    private static string Show(long bytes) => (bytes / Megabyte).ToString("N0", CultureInfo.InvariantCulture) + " MB";

    private static long? FreeBytes(string path)
    {
        try
        {
            // The output folder may not be there yet.
            var existing = path;
            while (!Directory.Exists(existing) && Path.GetDirectoryName(existing) is { } parent)
            {
                existing = parent;
            }

            return new DriveInfo(existing).AvailableFreeSpace;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // A network share or a mount that does not tell.
            return null;
        }
    }
}
