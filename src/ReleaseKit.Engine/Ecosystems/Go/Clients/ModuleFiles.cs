using System.Collections.Immutable;
using System.IO.Compression;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Engine.Ecosystems.Go.Modules;
using ReleaseKit.Engine.Processes;

namespace ReleaseKit.Engine.Ecosystems.Go.Clients;

/// <summary>
/// The files of a module as the go command takes them from a repository: what is committed below its folder, without nested
/// modules, vendored packages and links, and with the repository's LICENSE where it has none of its own.
/// </summary>
internal sealed class ModuleFiles(IProcessRunner processes)
{
    private const string License = "LICENSE";
    private const int LinkMode = 0xA000;
    private const int TypeMask = 0xF000;
    private static readonly ImmutableArray<int> NoRepository = [128];

    /// <summary>Every file with its path inside of the module.</summary>
    /// <exception cref="ReleaseException"><c>RK-TOOL-FAILED</c>, <c>RK-BUILD-FAILED</c>: a name that no module may hold.</exception>
    public async Task<IReadOnlyList<(string Path, byte[] Content)>> ReadAsync(PackageContext package, CancellationToken cancellationToken)
    {
        var (root, all) = await CommittedAsync(package, cancellationToken) ?? (package.Directory, OnDisk(package.Directory));
        var prefix = Path.GetRelativePath(root, package.Directory).Replace('\\', '/') is "." or "" ? "" : Path.GetRelativePath(root, package.Directory).Replace('\\', '/') + "/";
        var own = all.Where(file => file.Path.StartsWith(prefix, StringComparison.Ordinal)).Select(file => (Path: file.Path[prefix.Length..], file.Content)).ToList();
        if (prefix.Length > 0 && own.All(file => file.Path != License) && all.FirstOrDefault(file => file.Path == License) is { Content: not null } license)
        {
            own.Add(license);
        }

        var nested = own.Where(file => file.Path.EndsWith("/" + ModFile.FileName, StringComparison.OrdinalIgnoreCase)).Select(file => file.Path[..(file.Path.LastIndexOf('/') + 1)]).ToArray();
        var kept = own.Where(file => !nested.Any(folder => file.Path.StartsWith(folder, StringComparison.Ordinal)) && !IsVendored(file.Path, GoVersionOf(own)) && file.Path != ".hg_archival.txt").ToList();
        return kept.Find(file => Problem(file.Path) is not null) is { Path: { } wrong }
            ? throw new ReleaseException(BuildCodes.Failed.Create($"{package.Id} {package.Version} cannot be packed: {Core.Text.DisplayText.Line(wrong)} {Problem(wrong)}. Rename the file."))
            : kept;
    }

    /// <summary>
    /// The files of the commit that is checked out, by the very command that the go command uses, so that attributes and line
    /// ends count alike. Null outside of a repository.
    /// </summary>
    private async Task<(string Root, List<(string Path, byte[] Content)> Files)?> CommittedAsync(PackageContext package, CancellationToken cancellationToken)
    {
        var top = await processes.RunAsync(Git(package, ["rev-parse", "--show-toplevel"]), cancellationToken);
        if (!top.Succeeded)
        {
            return null;
        }

        // Everything at once: the folder of the module and the licence beside it.
        var root = Path.GetFullPath(top.Output.TrimEnd('\n', '\r'));
        var archive = Path.Combine(GoTools.EmptyScratch(package, "archive"), "commit.zip");
        var folder = Path.GetRelativePath(root, package.Directory).Replace('\\', '/');
        var hasLicense = (await processes.RunAsync(Git(package, ["cat-file", "-e", $"HEAD:{License}"]), cancellationToken)).Succeeded;
        string[] paths = folder == "." ? [] : hasLicense ? [$":(top,literal){folder}", $":(top,literal){License}"] : [$":(top,literal){folder}"];
        await processes.RunAsync(
            Git(package, ["-c", "core.autocrlf=input", "-c", "core.eol=lf", "archive", "--format=zip", $"--output={archive}", "HEAD", .. paths.Length == 0 ? [] : (string[])["--", .. paths]]) with
            {
                WorkingDirectory = root,
                ExpectedExitCodes = [],
            },
            cancellationToken);
        using var zip = ZipFile.OpenRead(archive);
        var files = new List<(string, byte[])>();
        foreach (var entry in zip.Entries.Where(e => !e.FullName.EndsWith('/') && ((e.ExternalAttributes >> 16) & TypeMask) != LinkMode))
        {
            using var stream = entry.Open();
            using var content = new MemoryStream();
            await stream.CopyToAsync(content, cancellationToken);
            files.Add((entry.FullName, content.ToArray()));
        }

        return (root, files);
    }

    private static ProcessRequest Git(PackageContext package, ImmutableArray<string> arguments) => new()
    {
        FileName = "git",
        Arguments = arguments,
        WorkingDirectory = package.Directory,
        Environment = new Dictionary<string, string?> { ["LC_ALL"] = "C" },
        ExpectedExitCodes = NoRepository,
    };

    private static List<(string Path, byte[] Content)> OnDisk(string folder) =>
    [
        .. new DirectoryInfo(folder).EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Device })
            .Select(file => (Path.GetRelativePath(folder, file.FullName).Replace('\\', '/'), File.ReadAllBytes(file.FullName)))
            .Where(file => !file.Item1.StartsWith(".git/", StringComparison.Ordinal)),
    ];

    /// <summary>Until Go 1.24 the file that lists what is vendored, and files directly in a nested vendor folder, were taken by mistake or left out by mistake; their hashes hold for ever.</summary>
    internal static bool IsVendored(string path, Version language)
    {
        const string Vendor = "vendor/";
        var modern = language >= new Version(1, 24);
        if (modern && path == "vendor/modules.txt")
        {
            return true;
        }

        var nested = path.IndexOf("/" + Vendor, StringComparison.Ordinal);
        var start = path.StartsWith(Vendor, StringComparison.Ordinal) ? Vendor.Length : nested < 0 ? -1 : modern ? nested + Vendor.Length + 1 : Vendor.Length + 1;
        return start >= 0 && path.IndexOf('/', Math.Min(start, path.Length)) >= 0;
    }

    private static Version GoVersionOf(List<(string Path, byte[] Content)> files)
    {
        var mod = files.Find(file => file.Path == ModFile.FileName).Content;
        var line = mod is null ? null : System.Text.Encoding.UTF8.GetString(mod).Split('\n').Select(l => l.Split("//")[0].Trim()).FirstOrDefault(l => l.StartsWith("go ", StringComparison.Ordinal));
        var numbers = line?[3..].Trim().Split('.', 'r', 'b');
        return numbers is [var major, var minor, ..] && int.TryParse(major, out var first) && int.TryParse(minor, out var second) ? new Version(first, second) : new Version(1, 16);
    }

    /// <summary>What <c>module.CheckFilePath</c> has against a name.</summary>
    private static string? Problem(string path) =>
        path.Any(c => char.IsControl(c) || c is '"' or '\'' or '*' or '<' or '>' or '?' or '`' or '|' or '\\' or ':') ? "holds characters that no file of a module may have in its name"
        : path.Split('/').Any(part => part.EndsWith('.') || part.EndsWith(' ')) ? "has a part that ends with a dot or a blank"
        : string.Equals(path, ModFile.FileName, StringComparison.OrdinalIgnoreCase) && path != ModFile.FileName ? "must be written go.mod"
        : null;
}
