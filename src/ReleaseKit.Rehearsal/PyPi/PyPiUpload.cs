using System.Security.Cryptography;
using ReleaseKit.Core.Versions;
using ReleaseKit.Rehearsal.Serving;
using ReleaseKit.Rehearsal.Storage;

namespace ReleaseKit.Rehearsal.PyPi;

/// <summary>An upload form after every check that needs no look at the registry.</summary>
/// <param name="Project">The normalised name.</param>
/// <param name="Title">The name as the form spells it.</param>
/// <param name="File">What is to be stored; its visibility is still open.</param>
/// <param name="Content">The file.</param>
/// <param name="Metadata">The metadata to serve beside a wheel; null for source distributions.</param>
internal sealed record PyPiUpload(string Project, string Title, PyPiFile File, byte[] Content, byte[]? Metadata)
{
    /// <summary>Checks a form in the order PyPI does; refuses with 400.</summary>
    public static PyPiUpload Read(IFormCollection form, byte[] content, string fileName)
    {
        Require(form[":action"] == "file_upload", "Invalid value for :action. Only 'file_upload' is possible.");
        Require(form["protocol_version"] == "1", "Unknown protocol version.");
        var title = form["name"].ToString();
        Require(PythonName.IsValid(title), $"'{title}' is an invalid value for Name.");
        var version = ReadVersion(form["version"].ToString());
        var digest = Convert.ToHexStringLower(SHA256.HashData(content));
        var md5 = Md5(content);
        Require(content.Length > 0, "Upload payload does not have a file.");
        Require(Agrees(form["sha256_digest"], digest) && Agrees(form["md5_digest"], md5), "The digest supplied does not match a digest calculated from the uploaded file.");
        var name = ReadFileName(fileName);
        Require(form["filetype"].ToString() is "" || form["filetype"] == name.Kind, $"Invalid file extension: {fileName} is no {form["filetype"]}.");
        Require(name.Project == PythonName.Normalize(title), $"Start filename for '{title}' with '{title.Replace('-', '_')}': {fileName} is a file of '{name.Project}'.");
        Require(name.Version.ToString() == version.ToString(), $"Version in filename should be '{version}' not '{name.Version}'.");
        var metadata = DistributionMetadata.Read(name.Kind, fileName, content);
        RequireAgreement(metadata, name, version);
        var isWheel = name.Kind == DistributionName.Wheel;
        var file = new PyPiFile(
            fileName, version.ToString(), name.Kind, digest, md5, content.Length,
            Given(form["requires_python"]) ?? metadata["Requires-Python"],
            Given(form["summary"]) ?? metadata["Summary"],
            isWheel ? Convert.ToHexStringLower(SHA256.HashData(metadata.Content)) : null,
            default, default);
        return new PyPiUpload(name.Project, title, file, content, isWheel ? metadata.Content : null);
    }

    private static Pep440Version ReadVersion(string text) =>
        text.Length <= 128 && Pep440Version.TryParse(text, out var version) ? version : throw new RefusedException(400, $"'{text}' is an invalid value for Version.");

    private static DistributionName ReadFileName(string fileName)
    {
        Require(SafeName.Objection(fileName) is null, $"Cannot upload a file whose name {SafeName.Objection(fileName)}.");
        return DistributionName.Parse(fileName) ?? throw new RefusedException(400, $"Invalid distribution file name: {fileName}");
    }

    private static void RequireAgreement(DistributionMetadata metadata, DistributionName name, Pep440Version version)
    {
        var (inside, insideVersion) = (metadata["Name"] ?? "", metadata["Version"] ?? "");
        Require(
            PythonName.Normalize(inside) == name.Project && Pep440Version.TryParse(insideVersion, out var stated) && stated.ToString() == version.ToString(),
            $"The metadata in the file is of '{inside}' {insideVersion}, the upload of '{name.Project}' {version}.");
    }

    private static bool Agrees(string? stated, string actual) => string.IsNullOrEmpty(stated) || stated.Equals(actual, StringComparison.OrdinalIgnoreCase);

    private static string? Given(string? value) => string.IsNullOrEmpty(value) || value == "UNKNOWN" ? null : value;

#pragma warning disable CA5351 // Uploads may state MD5; trust rests on SHA-256.
    private static string Md5(byte[] content) => Convert.ToHexStringLower(MD5.HashData(content));
#pragma warning restore CA5351

    private static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new RefusedException(400, message);
        }
    }
}
