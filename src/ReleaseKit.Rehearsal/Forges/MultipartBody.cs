using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace ReleaseKit.Rehearsal.Forges;

/// <summary>Files in a body of <c>multipart/form-data</c> that has been read already.</summary>
internal static class MultipartBody
{
    public static byte[]? File(string? contentType, byte[] body, string field) => Find(contentType, body, field)?.Content;

    public static string? FileName(string? contentType, byte[] body, string field) => Find(contentType, body, field)?.Name;

    private static (string? Name, byte[] Content)? Find(string? contentType, byte[] body, string field)
    {
        if (!MediaTypeHeaderValue.TryParse(contentType, out var type) || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 } boundary)
        {
            return null;
        }

        var reader = new MultipartReader(boundary, new MemoryStream(body));
        while (reader.ReadNextSectionAsync().GetAwaiter().GetResult() is { } section)
        {
            if (section.GetContentDispositionHeader() is { } disposition && HeaderUtilities.RemoveQuotes(disposition.Name) == field)
            {
                using var content = new MemoryStream();
                section.Body.CopyTo(content);
                return (HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).Value, content.ToArray());
            }
        }

        return null;
    }
}
