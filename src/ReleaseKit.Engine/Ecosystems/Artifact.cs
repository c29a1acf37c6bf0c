namespace ReleaseKit.Engine.Ecosystems;

/// <summary>One file that was built to be uploaded.</summary>
/// <param name="FileName">The name alone.</param>
/// <param name="Path">Its absolute path.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">Lower-case hexadecimal.</param>
/// <param name="Sha512">Lower-case hexadecimal.</param>
public sealed record Artifact(string FileName, string Path, long Size, string Sha256, string Sha512)
{
    /// <summary>Reads a file and computes its digests.</summary>
    public static Artifact FromFile(string path)
    {
        using var stream = File.OpenRead(path);
        var sha256 = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(stream));
        stream.Position = 0;
        var sha512 = Convert.ToHexStringLower(System.Security.Cryptography.SHA512.HashData(stream));
        return new Artifact(System.IO.Path.GetFileName(path), path, stream.Length, sha256, sha512);
    }
}
